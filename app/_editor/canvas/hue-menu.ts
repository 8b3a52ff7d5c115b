import type { MenuEntry } from '@/app/_ui/menu';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { groupsOf, HUES, type Hue, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';
import { groupOfDrawn, stickyOf } from './drawn-ids';

export const hueWords: Readonly<Record<Hue, string>> = {
  grey: 'Grey',
  blue: 'Blue',
  teal: 'Teal',
  green: 'Green',
  amber: 'Amber',
  red: 'Red',
  violet: 'Violet',
};

/** Gives groups and notes a colour, as one step. `drawn` are their names on the canvas. */
export function setHue({ document }: Editor, drawn: readonly string[], color: Hue): void {
  const edits = drawn.flatMap((id): Edit[] => {
    const [sticky, group] = [stickyOf(id), groupOfDrawn(id)];
    if (sticky !== undefined) return [{ kind: 'set-sticky', id: sticky, set: { color } }];
    return group === undefined ? [] : [{ kind: 'set-group', id: group, set: { color } }];
  });
  document.getState().dispatch(edits, `Colour ${hueWords[color].toLowerCase()}`);
}

/** The colours, as a menu within the menu of a group or a note. */
export function hueEntries(editor: Editor, drawn: string): MenuEntry {
  const { doc } = editor.document.getState();
  const now = groupsOf(doc)[groupOfDrawn(drawn) ?? '']?.color ?? stickiesOf(doc)[stickyOf(drawn) ?? '']?.color;
  return {
    kind: 'sub',
    label: 'Colour',
    icon: 'palette',
    entries: HUES.map((hue) => ({
      label: hueWords[hue],
      checked: hue === now,
      onSelect: () => setHue(editor, [drawn], hue),
    })),
  };
}

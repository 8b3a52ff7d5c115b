import { type Position, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../../editor';
import { commandEntries, openMenu } from '../../menus/open-menu';
import { selectNodes } from '../../view/view-store';
import { drawnSticky } from '../drawn-ids';
import { hueEntries } from '../hue-menu';
import { stickySizes } from './sticky-edits';

const sizeWords = { small: 'Small', medium: 'Medium', large: 'Large' } as const;

/** The menu of a note; it is selected first. */
export function openStickyMenu(editor: Editor, id: string, at: Position): void {
  const drawn = drawnSticky(id);
  const sticky = stickiesOf(editor.document.getState().doc)[id];
  if (!sticky) return;
  if (!editor.view.getState().selection.has(drawn)) selectNodes(editor.view, [drawn]);
  openMenu(editor, {
    at,
    label: 'Note',
    entries: [
      ...commandEntries(editor, ['edit-sticky']),
      hueEntries(editor, drawn),
      {
        kind: 'sub',
        label: 'Size',
        icon: 'maximize',
        entries: (['small', 'medium', 'large'] as const).map((name) => ({
          label: sizeWords[name],
          checked: sticky.width === stickySizes[name].width && sticky.height === stickySizes[name].height,
          onSelect: () =>
            editor.document
              .getState()
              .dispatch([{ kind: 'set-sticky', id, set: { ...stickySizes[name] } }], 'Resize note'),
        })),
      },
      { kind: 'separator' },
      ...commandEntries(editor, ['copy', 'cut', 'duplicate', 'delete']),
    ],
  });
}

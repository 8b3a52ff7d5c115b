import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { shifted } from '../canvas/dropped';
import { grid } from '../canvas/free-spot';
import { moveStickies } from '../canvas/stickies/sticky-edits';
import type { Editor } from '../editor';
import { type Command, hasSelection } from './command';
import { isOnCanvas } from './where';

const directions = [
  { key: 'arrowleft', words: 'left', x: -1, y: 0 },
  { key: 'arrowright', words: 'right', x: 1, y: 0 },
  { key: 'arrowup', words: 'up', x: 0, y: -1 },
  { key: 'arrowdown', words: 'down', x: 0, y: 1 },
] as const;

/** With Alt the arrow keys move what is selected by one step of the grid, with Shift besides by five. */
export const nudges: readonly Command[] = directions.flatMap(({ key, words, x, y }) =>
  [1, 5].map(
    (steps): Command => ({
      name: `nudge-${words}${steps > 1 ? '-far' : ''}`,
      title: `Move ${words}${steps > 1 ? ', five steps' : ''}`,
      family: steps > 1 ? 'Move what is selected, five steps' : 'Move what is selected, one step',
      group: 'Move',
      keys: [`alt+${steps > 1 ? 'shift+' : ''}${key}`],
      when: (editor) => hasSelection(editor) && isOnCanvas(),
      needs: 'Select a node first.',
      perform: (editor) => nudge(editor, x * steps * grid, y * steps * grid),
    }),
  ),
);

function nudge({ document, view }: Editor, x: number, y: number): void {
  const { doc, dispatch } = document.getState();
  const ids = [...view.getState().selection];
  const positions = shifted(doc, ids, { x, y });
  const edits: Edit[] = Object.keys(positions).length > 0 ? [{ kind: 'move', positions }] : [];
  dispatch([...edits, ...moveStickies(doc, ids, { x, y })], 'Move', { slot: `nudge ${ids.join(' ')}` });
}

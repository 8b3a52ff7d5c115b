import { drawnSticky } from '../canvas/drawn-ids';
import { addSticky, stickiesIn } from '../canvas/stickies/sticky-edits';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';
import type { Command } from './command';

/** Where the mouse is, else in the middle of what is in sight; it can be written in at once. */
export const addStickyNote: Command = {
  name: 'add-sticky',
  title: 'Add a note',
  group: 'Nodes',
  icon: 'sticky-note',
  keys: ['shift+s'],
  keywords: ['sticky', 'comment', 'text', 'markdown'],
  perform({ document, view, canvas }) {
    const { id, edits } = addSticky(canvas?.pointer() ?? canvas?.middle() ?? { x: 0, y: 0 });
    document.getState().dispatch(edits, 'Add a note');
    selectNodes(view, [drawnSticky(id)]);
    view.setState({ editing: drawnSticky(id) });
  },
};

export const editSticky: Command = {
  name: 'edit-sticky',
  title: 'Write in the note',
  group: 'Nodes',
  icon: 'pencil',
  keys: [],
  keywords: ['sticky', 'edit', 'text'],
  when: (editor) => selectedNote(editor) !== undefined,
  needs: 'Select one note first.',
  perform(editor) {
    const id = selectedNote(editor);
    if (id !== undefined) editor.view.setState({ editing: drawnSticky(id) });
  },
};

function selectedNote({ document, view }: Editor): string | undefined {
  const { selection } = view.getState();
  const [id, ...more] = stickiesIn(document.getState().doc, selection);
  return selection.size === 1 && more.length === 0 ? id : undefined;
}

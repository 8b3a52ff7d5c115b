import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';
import { type Clipping, paste, shiftTo } from './clipboard';

/** Adds copied nodes round a point of the canvas, selected. */
export function pasteClipping(editor: Editor, clipping: Clipping, middle: Position): void {
  const { doc, dispatch } = editor.document.getState();
  const pasted = paste(doc, clipping, shiftTo(clipping, middle));
  dispatch(pasted.edits, pasted.ids.length === 1 ? 'Paste node' : `Paste ${pasted.ids.length} nodes`);
  selectNodes(editor.view, pasted.ids);
}

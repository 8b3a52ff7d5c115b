import { toast } from '@/app/_ui/toast';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Editor, tellProblem } from '../editor';
import { selectNodes } from '../view/view-store';
import { type Clipping, formatOf, paste, shiftTo, unknownTypes } from './clipboard';
import { wordsFor } from './remove-selected';

/** Adds copied nodes and notes round a point of the canvas, selected. */
export function pasteClipping(editor: Editor, clipping: Clipping, middle: Position): void {
  const { doc, dispatch } = editor.document.getState();
  const pasted = paste(doc, clipping, shiftTo(clipping, middle));
  dispatch(pasted.edits, `Paste ${wordsFor(pasted.ids)}`);
  selectNodes(editor.view, pasted.ids);
  const unknown = unknownTypes(clipping);
  if (unknown.length === 0) return;
  toast({
    tone: 'warn',
    title: `This Sluice has no node type “${unknown.join('”, “')}”`,
    description: 'The nodes are on the canvas; they run where their type is known. Update Sluice, or remove them.',
  });
}

/** Pastes a text that is nodes or a pipeline file; one that cannot be read is told of. Says whether it was for here. */
export function pasteText(editor: Editor, text: string, middle: Position): boolean {
  if (formatOf(text) === undefined) return false;
  void readAndPaste(editor, text, middle);
  return true;
}

async function readAndPaste(editor: Editor, text: string, middle: Position): Promise<void> {
  try {
    const { readText } = await import('./read-clipping');
    const { clipping, problem } = readText(text);
    if (clipping) pasteClipping(editor, clipping, middle);
    if (problem)
      toast({ tone: 'bad', title: 'That cannot be pasted', description: `${problem.message} ${problem.hint}` });
  } catch (error) {
    tellProblem(editor, 'That cannot be pasted', error);
  }
}

import { toast } from '@/app/_ui/toast';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';
import { type Clipping, paste, readText, shiftTo, unknownTypes } from './clipboard';
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
  const { clipping, problem } = readText(text);
  if (clipping) pasteClipping(editor, clipping, middle);
  if (problem)
    toast({ tone: 'bad', title: 'That cannot be pasted', description: `${problem.message} ${problem.hint}` });
  return clipping !== undefined || problem !== undefined;
}

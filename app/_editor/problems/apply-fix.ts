import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { Editor } from '../editor';

/** The edits that mend a problem, as one step. */
export function applyFix(editor: Editor, { fix }: Diagnostic): void {
  if (fix) editor.document.getState().dispatch([...fix.edits], fix.title);
}

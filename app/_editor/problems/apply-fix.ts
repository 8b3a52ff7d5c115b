import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { Editor } from '../editor';

/** The edits that mend a problem, as one step. */
export function applyFix(editor: Editor, { fix }: Diagnostic): void {
  if (fix) editor.document.getState().dispatch([...fix.edits], fix.title);
}

/** Mends all of these as one step of undo. */
export function applyFixes(editor: Editor, problems: readonly Diagnostic[]): void {
  const edits = problems.flatMap(({ fix }) => fix?.edits ?? []);
  if (edits.length === 0) return;
  editor.document
    .getState()
    .dispatch(edits, `Fix ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
}

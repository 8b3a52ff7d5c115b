import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';

/** Selects the node, brings it into sight, and puts the cursor into the setting that is wrong. */
export function goToProblem(editor: Editor, { place, path }: Diagnostic): void {
  if (place.parameter !== undefined) editor.view.setState({ dialog: 'parameters' });
  if (place.node === undefined) return;
  selectNodes(editor.view, [place.node]);
  editor.canvas?.reveal(place.node);
  editor.view.setState({
    hotPath: path ?? [],
    inspectorTab: 'configure',
    focusPath: place.path ? { path: place.path, asked: Date.now() } : undefined,
  });
}

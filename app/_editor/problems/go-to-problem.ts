import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';
import { orderedProblems } from './all-problems';
import type { Problem } from './problem-list';

/** Selects the node, brings it into sight, and puts the cursor into the setting that is wrong. */
export function goToProblem(editor: Editor, { place, path }: Pick<Diagnostic, 'place' | 'path'>): void {
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

/** A problem of a run is told in the node's results. */
export function visitProblem(editor: Editor, problem: Problem): void {
  editor.watch.setState({ problem: problem.key });
  if (problem.from.kind === 'drawing') {
    goToProblem(editor, problem.from.diagnostic);
    return;
  }
  if (problem.node === undefined) return;
  selectNodes(editor.view, [problem.node]);
  editor.canvas?.reveal(problem.node);
  editor.view.setState({ inspectorTab: 'results', hotPath: [] });
}

/** To the next problem, or the one before, and round again at the end. */
export function stepToProblem(editor: Editor, step: 1 | -1): void {
  const problems = orderedProblems(editor);
  if (problems.length === 0) return;
  const at = problems.findIndex(({ key }) => key === editor.watch.getState().problem);
  const next = at < 0 ? (step > 0 ? 0 : problems.length - 1) : (at + step + problems.length) % problems.length;
  editor.view.setState({ bottomTab: 'problems', isBottomOpen: true });
  visitProblem(editor, problems[next]!);
}

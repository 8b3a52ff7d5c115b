import { type Editor, tellProblem } from '../editor';
import type { ComparedSide } from './compared-runs';

/** Holds a run against the shown one: the older is A. */
export async function compareWith(editor: Editor, runId: string): Promise<void> {
  const { shown } = editor.runs.getState();
  if (!shown || shown.id === runId) return;
  try {
    const [{ compareRuns }, other] = await Promise.all([import('./compared-runs'), editor.api.readRun(runId)]);
    const [a, b] = other.number < shown.number ? [other, shown] : [shown, other];
    editor.watch.setState({ compared: { ...compareRuns(a, b), side: 'both' } });
    await showSide(editor, 'both');
  } catch (error) {
    tellProblem(editor, 'The runs cannot be compared', error);
  }
}

/** The run before the shown one, or the one after it where it is the first. */
export async function compareWithPrevious(editor: Editor): Promise<void> {
  const { shown, list } = editor.runs.getState();
  const at = list.findIndex(({ id }) => id === shown?.id);
  const other = list[at + 1] ?? list[at - 1];
  if (other) await compareWith(editor, other.id);
}

/** Which run the cards show: one of the two, or what differs. */
export async function showSide(editor: Editor, side: ComparedSide): Promise<void> {
  const { compared } = editor.watch.getState();
  if (!compared) return;
  editor.watch.setState({ compared: { ...compared, side } });
  const run = side === 'a' ? compared.a : compared.b;
  if (editor.runs.getState().shown?.id !== run.id || !editor.runs.getState().isPinned)
    await editor.running?.runs.show(run.id, true);
}

/** Ends comparing: the newest run is on the canvas again. */
export async function showLatest(editor: Editor): Promise<void> {
  editor.watch.setState({ compared: undefined });
  await editor.running?.runs.refreshList();
  const newest = editor.runs.getState().list[0];
  if (newest) await editor.running?.runs.show(newest.id, false);
}

import { catalogue } from '@/nodes/catalogue.gen';
import type { RunDetail } from '../api';
import { type Editor, tellProblem } from '../editor';
import type { ComparedSide, Reports } from './compared-runs';
import type { ReportPair } from './noise';

/** Holds a run against the shown one: the older is A. */
export async function compareWith(editor: Editor, runId: string): Promise<void> {
  const { shown } = editor.runs.getState();
  if (!shown || shown.id === runId) return;
  try {
    const [{ compareRuns }, other] = await Promise.all([import('./compared-runs'), editor.api.readRun(runId)]);
    const [a, b] = other.number < shown.number ? [other, shown] : [shown, other];
    editor.watch.setState({ compared: { ...compareRuns(a, b), side: 'both' } });
    await showSide(editor, 'both');
    const reports = await reportsOf(editor, a, b);
    const { compared } = editor.watch.getState();
    // Whether a difference is more than noise is told as soon as the reports are there.
    if (reports.size > 0 && compared?.a === a && compared.b === b)
      editor.watch.setState({ compared: { ...compareRuns(a, b, reports), side: compared.side, reports } });
  } catch (error) {
    tellProblem(editor, 'The runs cannot be compared', error);
  }
}

const mostReports = 12;

/** Reports of judging nodes that are not the same in both runs; one that cannot be read says nothing. */
async function reportsOf(editor: Editor, a: RunDetail, b: RunDetail): Promise<Reports> {
  const judged = Object.entries(b.ports).filter(([id, port]) => {
    const before = a.ports[id];
    const node = id.split('.')[0]!;
    const isJudge = catalogue[b.document.nodes[node]?.type ?? '']?.category === 'judge';
    return isJudge && port.type === 'report' && before !== undefined && before.key !== port.key;
  });
  const read = (key: string) => editor.api.readReport(key).catch(() => undefined);
  const pairs = await Promise.all(
    judged.slice(0, mostReports).map(async ([id, port]): Promise<[string, ReportPair]> => {
      return [id.split('.')[0]!, await Promise.all([read(a.ports[id]!.key), read(port.key)])];
    }),
  );
  return new Map(pairs);
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

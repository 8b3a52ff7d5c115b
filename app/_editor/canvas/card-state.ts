import type { CardState } from '@/app/_ui/canvas';
import { formatDuration, formatInteger } from '@/app/_ui/figures';
import { catalogue } from '@/nodes/catalogue.gen';
import { canonicalJson } from '@/nodes/kernel/canonical';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import type { Import } from '../analysis/analysis-store';
import type { NodeRun, StageDetail } from '../run/run-store';

export interface StateSources {
  readonly node: GraphNode;
  readonly analysis: NodeAnalysis | undefined;
  readonly problems: readonly Diagnostic[];
  /** The node in the shown run. */
  readonly ran: NodeRun | undefined;
  readonly importing: Import | undefined;
  /** What feeds it is not what fed it in the run. */
  readonly isFedAnew: boolean;
}

/** What a card says of its node: a mistake first, then the run that is shown, then whether it could run. */
export function cardStateOf(sources: StateSources): CardState {
  const { problems, importing, ran } = sources;
  if (importing) {
    return {
      kind: 'running',
      words: importing.progress === null ? 'Importing' : undefined,
      progress: importing.progress ?? 0,
      time: importing.words ?? 'reading the file',
    };
  }
  if (ran?.isPast && ran.stages.length > 0) return runStateOf(ran.stages, ran);
  const error = problems.find((problem) => problem.severity === 'error');
  if (error) return { kind: 'unset', words: wordsOf(error), time: asideOf(error, sources.node) };
  if (sources.node.bypassed) return { kind: 'skipped', words: 'Bypassed' };
  if (!ran || ran.stages.length === 0) return { kind: 'ready', time: readyAside(sources) };
  const staleness = stalenessOf(sources, ran);
  const shown = runStateOf(ran.stages, ran);
  // What works right now is said, even where the drawing went on meanwhile.
  if (staleness === undefined || shown.kind === 'running' || shown.kind === 'queued') return shown;
  return {
    kind: 'stale',
    words: staleness === 'edited' ? 'Stale, edited' : undefined,
    time:
      shown.kind === 'failed' ? 'failed before' : shown.kind === 'done' && shown.time ? `was ${shown.time}` : undefined,
  };
}

/** Why it ran, was reused or did not run, in the words of the run. */
export function reasonOf(stages: readonly StageDetail[]): string | undefined {
  const failed = stages.find((stage) => stage.error);
  return failed?.error?.message ?? stages.find((stage) => stage.reason)?.reason;
}

export const failureOf = (id: string, stages: readonly StageDetail[]): StageDetail | undefined =>
  stages.find((stage) => stage.state === 'failed' && stage.node === id);

function readyAside({ analysis, ran }: StateSources): string | undefined {
  if (!analysis) return undefined;
  return ran ? 'not in this run' : 'not run yet';
}

function wordsOf(error: Diagnostic): string | undefined {
  return error.code === 'setting-missing' || error.code === 'input-missing' ? undefined : 'Needs a look';
}

const briefly: Partial<Record<Diagnostic['code'], string>> = {
  'input-missing': 'connect an input',
  'dataset-missing': 'file is missing',
  'dataset-unreadable': 'file cannot be read',
  'column-unknown': 'unknown column',
  'column-type': 'wrong column type',
  'column-twice': 'two equal names',
  'node-type-unknown': 'unknown node type',
  'wire-type-mismatch': 'wire does not fit',
  cycle: 'waits for itself',
  'no-partition': 'needs a split',
  'not-servable': 'cannot be served',
};

function asideOf(error: Diagnostic, node: GraphNode): string | undefined {
  if (error.code.startsWith('leak')) return 'would leak';
  if (error.code === 'setting-missing') {
    const field = catalogue[node.type]?.settings.find(({ name }) => name === error.place.path?.[0]);
    return field && (field.widget === 'file' ? 'choose a file' : `set ${field.label.toLowerCase()}`);
  }
  return briefly[error.code];
}

function stalenessOf({ node, analysis, isFedAnew }: StateSources, ran: NodeRun): 'edited' | 'stale' | undefined {
  if (!ran.node) return undefined;
  const isEdited = ran.node !== node && canonicalJson(ran.node.config) !== canonicalJson(node.config);
  if (!analysis) return isEdited ? 'edited' : undefined;
  const outputs = Object.entries(analysis.outputs);
  if (outputs.length === 0) return isEdited ? 'edited' : isFedAnew ? 'stale' : undefined;
  const moved = outputs.some(([port, { key }]) => {
    const before = ran.ports[port]?.key;
    return before !== undefined && before !== key;
  });
  return moved ? (isEdited ? 'edited' : 'stale') : undefined;
}

/** One state for all stages of a node: the one that asks for attention most. */
export function runStateOf(stages: readonly StageDetail[], ran: Pick<NodeRun, 'number' | 'after'>): CardState {
  const has = (state: StageDetail['state']) => stages.find((stage) => stage.state === state);
  const failed = has('failed');
  if (failed) return { kind: 'failed', time: failed.attempt > 1 ? `${failed.attempt} attempts` : timeOf(stages) };
  const running = has('running');
  if (running) {
    const { progress } = running;
    return {
      kind: 'running',
      words: progress || stages.length > 1 ? undefined : 'Running',
      progress: shareOf(stages),
      time: triedWords(running) ?? manyWords(stages) ?? progress?.words ?? timeLeft(running),
      curves: progress?.curves,
    };
  }
  // Between two stages of its own it still works.
  if (isUnderWay(stages)) return { kind: 'running', progress: shareOf(stages), time: manyWords(stages) };
  if (has('queued')) return { kind: 'queued', time: 'next' };
  if (has('waiting')) return { kind: 'queued', time: ran.after && `after ${ran.after}` };
  if (has('cancelled')) return { kind: 'skipped', words: 'Cancelled', time: `run ${ran.number}` };
  // Held back by what failed above, whatever else of it was there already.
  const heldBack = stages.find((stage) => stage.state === 'skipped' && !isNotNeeded(stage));
  if (heldBack) return { kind: 'skipped', time: shortReason(heldBack) };
  if (has('done')) return { kind: 'done', time: noticeOf(stages) ?? timeOf(stages) };
  if (stages.every((stage) => stage.state === 'skipped')) return { kind: 'skipped', time: shortReason(stages[0]) };
  return { kind: 'reused', time: noticeOf(stages) ?? reusedFrom(stages) };
}

const ENDED: ReadonlySet<StageDetail['state']> = new Set(['done', 'reused', 'skipped']);
/** From so many stages on, the progress of one says little of all. */
const MANY = 4;

/** How much of a node's work is done, each of its stages counting the same. */
function shareOf(stages: readonly StageDetail[]): number {
  const shares = stages.map(({ state, progress }) =>
    ENDED.has(state) ? 1 : state === 'running' && progress && progress.total > 0 ? progress.done / progress.total : 0,
  );
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, stages.length);
}

function manyWords(stages: readonly StageDetail[]): string | undefined {
  const ended = stages.filter(({ state }) => ENDED.has(state)).length;
  return stages.length < MANY ? undefined : `${ended} of ${stages.length} stages`;
}

/** It failed before, and is tried again. */
const triedWords = ({ attempt }: StageDetail): string | undefined => (attempt > 1 ? `attempt ${attempt}` : undefined);

const isUnderWay = (stages: readonly StageDetail[]): boolean =>
  stages.length >= MANY &&
  stages.some(({ state }) => state === 'done') &&
  stages.some(({ state }) => state === 'queued' || state === 'waiting');

/** What a stage that went well wants people to see: rules that warn, values that stand in two parts. */
function noticeOf(stages: readonly StageDetail[]): string | undefined {
  const figure = (name: string) => {
    const value = stages.find(({ summary }) => summary?.[name])?.summary?.[name];
    return typeof value === 'number' && value > 0 ? value : undefined;
  };
  const [warned, rows] = [figure('warned'), figure('inTwoParts')];
  if (warned !== undefined) return `${warned} ${warned === 1 ? 'warning' : 'warnings'}`;
  return rows === undefined ? undefined : `${formatInteger(rows)} rows in two parts`;
}

const isNotNeeded = ({ reason }: StageDetail): boolean => reason.startsWith('Not needed');

function timeOf(stages: readonly StageDetail[]): string | undefined {
  const total = stages.reduce((sum, stage) => sum + (stage.durationMs ?? 0), 0);
  return total > 0 ? formatDuration(total) : undefined;
}

function timeLeft({ startedAt, progress }: StageDetail): string | undefined {
  if (!startedAt || !progress || progress.done <= 0 || progress.total <= 0) return undefined;
  const spentMs = Date.now() - new Date(startedAt).getTime();
  const leftMs = (spentMs / progress.done) * (progress.total - progress.done);
  return leftMs > 500 ? `${formatDuration(leftMs)} left` : undefined;
}

function reusedFrom(stages: readonly StageDetail[]): string | undefined {
  const from = stages.flatMap((stage) => /run (\d+)/.exec(stage.reason)?.[0] ?? [])[0];
  return from ? `from ${from}` : undefined;
}

function shortReason(stage: StageDetail | undefined): string | undefined {
  if (!stage) return undefined;
  const words = stage.reason.replace(/^skipped\W*/i, '').split(/[:.;]/)[0] ?? '';
  return words !== '' && words.length <= 24 ? words : undefined;
}

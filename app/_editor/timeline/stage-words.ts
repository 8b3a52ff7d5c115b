import type { StateKind } from '@/app/_ui/vocabulary';
import type { RunState, StageState } from '@/drizzle/schema/execution';
import { catalogue } from '@/nodes/catalogue.gen';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { StageDetail } from '@/server/db/run-views';

const kinds: Record<StageState, StateKind> = {
  waiting: 'queued',
  queued: 'queued',
  running: 'running',
  done: 'done',
  reused: 'reused',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'skipped',
};

const words: Record<StageState, string> = {
  waiting: 'Waiting',
  queued: 'Queued',
  running: 'Running',
  done: 'Done',
  reused: 'Reused',
  failed: 'Failed',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
};

export const stageKind = (state: StageState): StateKind => kinds[state];
export const stageStateWords = (state: StageState): string => words[state];

const runKinds: Record<RunState, StateKind> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'skipped',
};

export const runKind = (state: RunState): StateKind => runKinds[state];
export const runStateWords = (state: RunState): string =>
  ({ running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' })[state];

/** What a node is called: its own title, or that of its type. */
export function nodeTitle(doc: GraphDoc, node: string): string {
  const drawn = doc.nodes[node];
  return drawn?.title ?? (drawn ? catalogue[drawn.type]?.title : undefined) ?? node;
}

type StageName = Pick<StageDetail, 'id' | 'node'>;

/** Which part of its node's work a stage is: `fit`, and the round of folds it is for; nothing for the whole of it. */
function partOf({ id, node }: StageName): { part?: string; round?: string } {
  if (!id.startsWith(`${node}:`)) return {};
  const [part, round] = id.slice(node.length + 1).split('@');
  return { part: part!, ...(round === undefined ? {} : { round }) };
}

/** One of many stages of its node: a round of folds, a trial of a search. */
export function isOneOfMany(stage: StageName): boolean {
  const { part, round } = partOf(stage);
  return round !== undefined || trialWords(part) !== undefined;
}

/** `trial-07` as "trial 7", `rung-2-01` as "rung 2, place 1". */
export function trialWords(part: string | undefined): string | undefined {
  const [kind, first, second] = part?.split('-') ?? [];
  if (kind === 'trial' && first) return `trial ${Number(first)}`;
  if (kind !== 'rung' || !first) return undefined;
  return second ? `rung ${Number(first)}, place ${Number(second)}` : `who goes on to rung ${Number(first)}`;
}

/** A part in words, as it follows the node's name: "learns, round 2", "trial 7"; nothing for the whole. */
export function partWords(stage: StageName): string | undefined {
  const { part, round } = partOf(stage);
  const words =
    part === 'fit'
      ? 'learns'
      : part === 'rows'
        ? 'rows to check'
        : round && part === 'table'
          ? ''
          : (trialWords(part) ?? part);
  const all = [words, round && `round ${round}`].filter(Boolean);
  return all.length === 0 ? undefined : all.join(', ');
}

/** The work of a stage in words: "Impute learns", "Split, Impute", "Validate, rejected", "Tune, trial 7". */
export function stageTitle(doc: GraphDoc, stage: Pick<StageDetail, 'id' | 'node' | 'nodes'>): string {
  const own = nodeTitle(doc, stage.node);
  const words = partWords(stage);
  if (words !== undefined) return words.startsWith('learns') ? `${own} ${words}` : `${own}, ${words}`;
  const fused = stage.nodes.filter((node) => node !== stage.node);
  return fused.length === 0 ? own : `${fused.map((node) => nodeTitle(doc, node)).join(', ')}, ${own}`;
}

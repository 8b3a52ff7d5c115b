import type { StateKind } from '@/app/_ui/vocabulary';
import type { RunState, StageState } from '@/drizzle/schema/execution';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
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
  return drawn?.title ?? (drawn ? registry[drawn.type]?.title : undefined) ?? node;
}

/** The work of a stage in words: "Impute learns", "Split, Impute", "Validate, rejected". */
export function stageTitle(doc: GraphDoc, stage: Pick<StageDetail, 'id' | 'node' | 'nodes'>): string {
  const own = nodeTitle(doc, stage.node);
  const part = stage.id.startsWith(`${stage.node}:`) ? stage.id.slice(stage.node.length + 1) : undefined;
  if (part === 'fit') return `${own} learns`;
  if (part === 'rows') return `${own}, rows to check`;
  if (part !== undefined) return `${own}, ${part}`;
  const fused = stage.nodes.filter((node) => node !== stage.node);
  return fused.length === 0 ? own : `${fused.map((node) => nodeTitle(doc, node)).join(', ')}, ${own}`;
}

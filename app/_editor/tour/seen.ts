import { catalogue } from '@/nodes/catalogue.gen';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { TableSchema } from '@/nodes/kernel/schema';
import { carriesProof, type NodeAnalysis } from '@/server/compiler/analysis';
import type { RunDetail, RunListEntry } from '../api';
import type { TourState } from './tour-store';

/** A node that a step is about. */
export interface SeenNode {
  readonly id: string;
  /** It has all it needs: settings, wires, and nothing is wrong with it. */
  readonly isSound: boolean;
}

/** What the coach can tell from the drawing and its runs, however it came to be. */
export interface Seen {
  readonly source: (SeenNode & { readonly port: string; readonly schema: TableSchema }) | undefined;
  /** There is a source whose columns are not known yet. */
  readonly isReading: boolean;
  readonly split: SeenNode | undefined;
  readonly prepared: SeenNode | undefined;
  readonly train: SeenNode | undefined;
  readonly judge: SeenNode | undefined;
  readonly publisher: (SeenNode & { readonly slug: string | undefined }) | undefined;
  readonly target: string | undefined;
  readonly hasLooked: boolean;
  readonly isRunning: boolean;
  readonly hasRun: boolean;
  readonly hasPublished: boolean;
  readonly answer: string | undefined;
  /** Why the newest run failed. */
  readonly failure: string | undefined;
}

export interface Observed {
  readonly doc: GraphDoc;
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  readonly byNode: Readonly<Record<string, readonly Diagnostic[]>>;
  readonly shown: RunDetail | undefined;
  readonly runs: readonly RunListEntry[];
  readonly memory: Pick<TourState, 'hasLooked' | 'target' | 'answer'>;
}

/** Reads traits and port types, never node types: a pipeline built in another way is understood as well. */
export function observe({ doc, nodes, byNode, shown, runs, memory }: Observed): Seen {
  const ids = Object.keys(doc.nodes).filter((id) => nodes[id] !== undefined);
  const seen = (id: string | undefined): SeenNode | undefined =>
    id === undefined ? undefined : { id, isSound: isSound(id) };
  const isSound = (id: string): boolean =>
    nodes[id]!.configured && !(byNode[id] ?? []).some(({ severity }) => severity === 'error');
  /** The first that is sound, else the first. */
  const find = (fits: (node: NodeAnalysis, id: string) => boolean): SeenNode | undefined => {
    const found = ids.filter((id) => fits(nodes[id]!, id));
    return seen(found.find(isSound) ?? found[0]);
  };
  const inputsOf = (id: string) => Object.keys(catalogue[doc.nodes[id]!.type]?.ports.in ?? {});
  const sources = ids.filter((id) => inputsOf(id).length === 0);
  const sourceId = sources.find((id) => tableOf(nodes[id]!) !== undefined);
  const source = sourceId === undefined ? undefined : { ...seen(sourceId)!, ...tableOf(nodes[sourceId]!)! };

  const train = find(
    (node) => carriesProof(node) && node.traits.learns === 'from-training-rows' && node.traits.rows === 'none',
  );
  const judge = find(
    (node, id) => node.traits.gate === true && inputsOf(id).includes('model') && 'model' in node.outputs,
  );
  const publisher = find(
    (node) => node.traits.effect === 'publishes' && Object.values(node.outputs).some(({ type }) => type === 'endpoint'),
  );
  const slug = publisher && nodes[publisher.id]!.config.slug;
  const target = train && nodes[train.id]!.config.target;
  const judged = (run: RunListEntry) =>
    judge !== undefined && Object.keys(run.results).some((name) => name.startsWith(`${judge.id}.`));
  return {
    source,
    isReading: source === undefined && sources.some((id) => nodes[id]!.configured),
    split: find((node) => node.traits.labelsRows !== undefined),
    prepared: find((node) => catalogue[node.type]?.category === 'prepare' && node.inputs.table?.partitioned === true),
    train,
    judge,
    publisher: publisher && { ...publisher, slug: typeof slug === 'string' && slug !== '' ? slug : undefined },
    target: typeof target === 'string' && target !== '' ? target : memory.target,
    hasLooked: memory.hasLooked,
    isRunning: shown?.state === 'running',
    hasRun: runs.some((run) => run.state === 'done' && judged(run)),
    hasPublished: runs.some((run) => run.state === 'done' && run.publish),
    answer: memory.answer,
    failure: shown?.state === 'failed' ? shown.stages.find((stage) => stage.error)?.error?.message : undefined,
  };
}

function tableOf(node: NodeAnalysis): { port: string; schema: TableSchema } | undefined {
  for (const [port, { schema }] of Object.entries(node.outputs))
    if (schema && schema.columns.length > 0) return { port, schema };
  return undefined;
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import { catalogue } from '@/nodes/catalogue.gen';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PlannedRun, RunDetail, RunListEntry } from '../api';

export type StageDetail = RunDetail['stages'][number];
export type PortView = RunDetail['ports'][string];

/** One node in one run: all that its card and its wires show of it. */
export interface NodeRun {
  readonly run: string;
  readonly number: number;
  readonly publish: boolean;
  /** A person looks at this run as it was: what was drawn since does not count. */
  readonly isPast: boolean;
  /** As it was drawn then; undefined when the run had no such node. */
  readonly node: GraphNode | undefined;
  /** Stages that do its work. */
  readonly stages: readonly StageDetail[];
  readonly ports: Readonly<Record<string, PortView>>;
  /** Title of the node that its waiting stage waits for. */
  readonly after: string | undefined;
}

export interface RunState {
  /** Newest first. */
  readonly list: readonly RunListEntry[];
  /** The run shown on the canvas. */
  readonly shown: RunDetail | undefined;
  /** A person chose this run; a newer one does not replace it by itself. */
  readonly isPinned: boolean;
  /** The shown run, node by node; what did not change is the same object, so that no card draws it twice. */
  readonly nodes: Readonly<Record<string, NodeRun>>;
  /** What the shown run says of a node that was not in it. */
  readonly absent: NodeRun | undefined;
  readonly plan: PlannedRun | undefined;
  readonly isStarting: boolean;
}

export type RunStore = StoreApi<RunState>;

export const createRunStore = (): RunStore =>
  createStore<RunState>(() => ({
    list: [],
    shown: undefined,
    isPinned: false,
    nodes: {},
    absent: undefined,
    plan: undefined,
    isStarting: false,
  }));

const noStages: readonly StageDetail[] = [];

export function showRun(store: RunStore, shown: RunDetail | undefined, isPinned = store.getState().isPinned): void {
  const before = store.getState();
  const isSameRun = shown?.id === before.shown?.id;
  store.setState({
    shown,
    isPinned,
    nodes: shown ? byNode(shown, isPinned, before.nodes) : {},
    absent: isSameRun && before.isPinned === isPinned ? before.absent : shown && emptyRun(shown, isPinned, undefined),
  });
}

/** The progress of one stage, without reading the whole run anew: touches the nodes whose work it is. */
export function patchStage(store: RunStore, stageId: string, change: Partial<StageDetail>): void {
  const { shown, nodes } = store.getState();
  if (!shown) return;
  const put = (stages: readonly StageDetail[]) =>
    stages.map((stage) => (stage.id === stageId ? { ...stage, ...change } : stage));
  const touched = shown.stages.find(({ id }) => id === stageId)?.nodes ?? [];
  store.setState({
    shown: { ...shown, stages: put(shown.stages) },
    nodes: {
      ...nodes,
      ...Object.fromEntries(
        touched.flatMap((id) => (nodes[id] ? [[id, { ...nodes[id], stages: put(nodes[id].stages) }]] : [])),
      ),
    },
  });
}

export const stagesOf = (state: RunState, node: string): readonly StageDetail[] =>
  state.nodes[node]?.stages ?? noStages;

/** A node in the shown run; undefined when none is shown. */
export const nodeRunOf = ({ nodes, absent }: Pick<RunState, 'nodes' | 'absent'>, node: string): NodeRun | undefined =>
  nodes[node] ?? absent;

const emptyRun = (run: RunDetail, isPast: boolean, node: GraphNode | undefined) => ({
  run: run.id,
  number: run.number,
  publish: run.publish,
  isPast,
  node,
  stages: noStages,
  ports: {},
  after: undefined,
});

function byNode(run: RunDetail, isPast: boolean, before: RunState['nodes']): Record<string, NodeRun> {
  const stages = new Map<string, StageDetail[]>();
  for (const stage of run.stages) for (const node of stage.nodes) put(stages, node, stage);
  const ports = new Map<string, [string, PortView][]>();
  for (const [name, view] of Object.entries(run.ports)) {
    const [node = '', port = ''] = name.split('.');
    put(ports, node, [port, view]);
  }
  const stageById = new Map(run.stages.map((stage) => [stage.id, stage]));
  const fresh = Object.entries(run.document.nodes).map(([id, node]): [string, NodeRun] => {
    const own = stages.get(id) ?? noStages;
    const made: NodeRun = {
      ...emptyRun(run, isPast, node),
      stages: own,
      ports: Object.fromEntries(ports.get(id) ?? []),
      after: awaitedBy(own, run, stageById),
    };
    const earlier = before[id];
    return [id, earlier && JSON.stringify(earlier) === JSON.stringify(made) ? earlier : made];
  });
  return Object.fromEntries(fresh);
}

function put<T>(groups: Map<string, T[]>, key: string, entry: T): void {
  const group = groups.get(key);
  if (group) group.push(entry);
  else groups.set(key, [entry]);
}

const unfinished: ReadonlySet<StageDetail['state']> = new Set(['running', 'queued', 'waiting']);

function awaitedBy(
  stages: readonly StageDetail[],
  { document }: RunDetail,
  stageById: ReadonlyMap<string, StageDetail>,
): string | undefined {
  const waiting = stages.find(({ state }) => state === 'waiting');
  const parent = waiting?.dependsOn
    .map((id) => stageById.get(id))
    .find((stage) => stage !== undefined && unfinished.has(stage.state));
  const node = parent && document.nodes[parent.node];
  return parent && (node?.title ?? (node && catalogue[node.type]?.title) ?? parent.node);
}

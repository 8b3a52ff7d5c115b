import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlannedRun, RunDetail, RunListEntry } from '../api';

export type StageDetail = RunDetail['stages'][number];
export type PortView = RunDetail['ports'][string];

export interface RunState {
  /** Newest first. */
  readonly list: readonly RunListEntry[];
  /** The run shown on the canvas. */
  readonly shown: RunDetail | undefined;
  /** A person chose this run; a newer one does not replace it by itself. */
  readonly isPinned: boolean;
  readonly stagesByNode: Readonly<Record<string, readonly StageDetail[]>>;
  readonly plan: PlannedRun | undefined;
  readonly isStarting: boolean;
}

export type RunStore = StoreApi<RunState>;

export const createRunStore = (): RunStore =>
  createStore<RunState>(() => ({
    list: [],
    shown: undefined,
    isPinned: false,
    stagesByNode: {},
    plan: undefined,
    isStarting: false,
  }));

const noStages: readonly StageDetail[] = [];

/** Shows a run; lists of stages that say the same stay the same objects. */
export function showRun(store: RunStore, shown: RunDetail | undefined, isPinned = store.getState().isPinned): void {
  const before = store.getState().stagesByNode;
  const groups: Record<string, StageDetail[]> = {};
  for (const stage of shown?.stages ?? [])
    for (const node of stage.nodes) groups[node] = [...(groups[node] ?? []), stage];
  const stagesByNode = Object.fromEntries(
    Object.entries(groups).map(([node, stages]) => {
      const earlier = before[node];
      return [node, earlier && JSON.stringify(earlier) === JSON.stringify(stages) ? earlier : stages];
    }),
  );
  store.setState({ shown, stagesByNode, isPinned });
}

/** The progress of one stage, without reading the whole run anew. */
export function patchStage(store: RunStore, stageId: string, change: Partial<StageDetail>): void {
  const { shown } = store.getState();
  if (!shown) return;
  const stages = shown.stages.map((stage) => (stage.id === stageId ? { ...stage, ...change } : stage));
  showRun(store, { ...shown, stages });
}

export const stagesOf = (state: RunState, node: string): readonly StageDetail[] => state.stagesByNode[node] ?? noStages;

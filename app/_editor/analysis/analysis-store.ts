import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { FactRequest } from '@/nodes/kernel/facts';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import type { AnalysisReply } from './messages';
import { applyDelta } from './node-delta';

/** A dataset that is being imported. */
export interface Import {
  readonly progress: number | null;
  readonly words?: string;
}

export interface AnalysisState {
  /** False until the first reply: nothing is known, rather than nothing is wrong. */
  readonly isReady: boolean;
  /** The drawing that all this is about; the one on screen may be some keystrokes ahead. */
  readonly doc: GraphDoc;
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  readonly diagnostics: readonly Diagnostic[];
  readonly byNode: Readonly<Record<string, readonly Diagnostic[]>>;
  readonly needs: readonly FactRequest[];
  /** By the key of the dataset request. */
  readonly imports: Readonly<Record<string, Import>>;
  readonly specHash: string | undefined;
  /** A drawing, and the hash that a version of it has. */
  readonly hashed: { readonly doc: GraphDoc; readonly hash: string } | undefined;
}

export type AnalysisStore = StoreApi<AnalysisState>;

export const createAnalysisStore = (): AnalysisStore =>
  createStore<AnalysisState>(() => ({
    isReady: false,
    doc: emptyDoc('pipeline'),
    nodes: {},
    diagnostics: [],
    byNode: {},
    needs: [],
    imports: {},
    specHash: undefined,
    hashed: undefined,
  }));

/** Nodes and lists that did not change stay the same objects, so that nothing is drawn twice. */
export function mergeReply(state: AnalysisState, reply: AnalysisReply, doc: GraphDoc): AnalysisState {
  const nodes = { ...state.nodes };
  for (const id of reply.removed) delete nodes[id];
  for (const delta of reply.changed) nodes[delta.id] = applyDelta(nodes[delta.id], delta);
  const isSame = reply.changed.length === 0 && reply.removed.length === 0;
  const diagnostics = reply.diagnostics ?? state.diagnostics;
  return {
    ...state,
    isReady: true,
    doc,
    nodes: isSame ? state.nodes : nodes,
    diagnostics,
    byNode: reply.diagnostics ? groupByNode(diagnostics, state.byNode) : state.byNode,
    needs: isSameNeeds(state.needs, reply.needs) ? state.needs : reply.needs,
    specHash: reply.specHash,
  };
}

const isSameNeeds = (a: readonly FactRequest[], b: readonly FactRequest[]): boolean =>
  a.length === b.length && a.every(({ key }, index) => key === b[index]?.key);

function groupByNode(
  diagnostics: readonly Diagnostic[],
  before: AnalysisState['byNode'],
): Record<string, readonly Diagnostic[]> {
  const groups: Record<string, Diagnostic[]> = {};
  for (const entry of diagnostics) {
    const id = entry.place.node;
    if (id === undefined) continue;
    groups[id] ??= [];
    groups[id].push(entry);
  }
  const kept = (id: string, group: Diagnostic[]) => {
    const earlier = before[id];
    return earlier && JSON.stringify(earlier) === JSON.stringify(group) ? earlier : group;
  };
  return Object.fromEntries(Object.entries(groups).map(([id, group]) => [id, kept(id, group)]));
}

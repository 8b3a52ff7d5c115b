import { useMemo } from 'react';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import type { AnalysisState } from '../analysis/analysis-store';
import { useAnalysis, useDrawing, useRuns } from '../editor';
import { nodeRunOf } from '../run/run-store';
import { type CardView, cardView } from './card-view';
import { definitionOf } from './ports';
import { wiresInto } from './wiring';

const none: readonly never[] = [];

/** What the card of one node says. It hears of its own node only: a run's progress elsewhere costs it nothing. */
export function useCardView(id: string, node: GraphNode, connected: string): CardView {
  const analysis = useAnalysis((state) => state.nodes[id]);
  const problems = useAnalysis((state) => state.byNode[id] ?? none);
  const importing = useAnalysis((state) => importOf(state, id));
  const ran = useRuns((state) => nodeRunOf(state, id));
  const isFedAnew = useFedAnew(id, node);
  return useMemo(
    () => cardView({ node, analysis, problems, importing, ran, isFedAnew, connected }),
    [node, analysis, problems, importing, ran, isFedAnew, connected],
  );
}

/** What feeds it is not what fed it in the run. It matters for those without outputs, whose own key nobody carries. */
export function useFedAnew(id: string, node: GraphNode): boolean {
  const isLast = Object.keys(definitionOf(node)?.ports.out ?? {}).length === 0;
  const wires = useDrawing((doc) => (isLast ? wiresInto(doc, id) : none));
  const before = useRuns(({ nodes }) =>
    wires.map(({ from }) => nodes[from.node]?.ports[from.port]?.key ?? '').join(' '),
  ).split(' ');
  const after = useAnalysis(({ nodes }) =>
    wires.map(({ from }) => nodes[from.node]?.outputs[from.port]?.key ?? '').join(' '),
  ).split(' ');
  return before.some((key, index) => key !== '' && key !== after[index]);
}

function importOf({ imports, needs, nodes }: AnalysisState, id: string) {
  if (needs.length === 0) return undefined;
  const file = nodes[id]?.config.file as { hash?: string } | undefined;
  const need = file && needs.find((request) => request.kind === 'dataset' && request.fileHash === file.hash);
  return need && imports[need.key];
}

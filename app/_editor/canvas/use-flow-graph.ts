import { useMemo, useRef } from 'react';
import type { CardState } from '@/app/_ui/canvas';
import { type Position, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import type { AnalysisState } from '../analysis/analysis-store';
import { useAnalysis, useDocument, useRuns, useView } from '../editor';
import { stagesOf } from '../run/run-store';
import { fedAnew } from './card-state';
import { definitionOf } from './ports';
import { type CardNode, type CardSources, toFlowEdge, toFlowNode, type WireEdge } from './to-flow';

const nothing: readonly never[] = [];

/** The document as React Flow draws it. `moving` holds cards that are being dragged, before the document knows. */
export function useFlowGraph(moving: Readonly<Record<string, Position>>): { nodes: CardNode[]; edges: WireEdge[] } {
  const doc = useDocument((state) => state.doc);
  const analysis = useAnalysis((state) => state);
  const runs = useRuns((state) => state);
  const selection = useView((state) => state.selection);
  const selectedWires = useView((state) => state.selectedWires);
  const hotPath = useView((state) => state.hotPath);
  const earlierNodes = useRef(new Map<string, CardNode>());
  const earlierEdges = useRef(new Map<string, WireEdge>());

  const fed = useMemo(() => fedAnew(doc, analysis.nodes, runs.shown), [doc, analysis.nodes, runs.shown]);

  const nodes = useMemo(() => {
    const connected = new Map<string, string>();
    for (const { to } of doc.wires) connected.set(to.node, `${connected.get(to.node) ?? ''} ${to.port}`.trim());
    const drawn = Object.entries(doc.nodes).map(([id, node]) => {
      const sources: CardSources = {
        node,
        at: moving[id] ?? doc.layout[id] ?? { x: 0, y: 0 },
        analysis: analysis.nodes[id],
        problems: analysis.byNode[id] ?? nothing,
        stages: stagesOf(runs, id),
        run: runs.shown,
        importing: importOf(analysis, id),
        isFedAnew: fed.has(id),
        connected: connected.get(id) ?? '',
        isSelected: selection.has(id),
        isHot: hotPath.includes(id),
      };
      return toFlowNode(id, sources, earlierNodes.current.get(id));
    });
    earlierNodes.current = new Map(drawn.map((node) => [node.id, node]));
    // The order of the DOM is the order of the Tab key: left to right, then top to bottom.
    // It goes by the document: a card that is being dragged must not change its place in the DOM.
    const placeOf = ({ id }: CardNode) => doc.layout[id] ?? { x: 0, y: 0 };
    return drawn.sort((a, b) => placeOf(a).x - placeOf(b).x || placeOf(a).y - placeOf(b).y);
  }, [doc, moving, analysis, runs, selection, hotPath, fed]);

  const edges = useMemo(() => {
    const states = new Map<string, CardState>(nodes.map((node) => [node.id, node.data.state]));
    const sources = { doc, analysis: analysis.nodes, run: runs.shown, states, hotPath };
    const drawn = doc.wires
      .filter(
        ({ from, to }) => hasPort(doc.nodes[from.node], 'out', from.port) && hasPort(doc.nodes[to.node], 'in', to.port),
      )
      .map((wire) => {
        const id = wireId(wire);
        return toFlowEdge(wire, selectedWires.has(id), sources, earlierEdges.current.get(id));
      });
    earlierEdges.current = new Map(drawn.map((edge) => [edge.id, edge]));
    return drawn;
  }, [doc, nodes, analysis.nodes, runs.shown, selectedWires, hotPath]);

  return { nodes, edges };
}

function hasPort(node: Parameters<typeof definitionOf>[0], side: 'in' | 'out', port: string): boolean {
  return definitionOf(node)?.ports[side][port] !== undefined;
}

function importOf({ imports, needs, nodes }: AnalysisState, id: string) {
  const node = nodes[id];
  if (!node || needs.length === 0) return undefined;
  const file = node.config.file as { hash?: string } | undefined;
  const need = file && needs.find((request) => request.kind === 'dataset' && request.fileHash === file.hash);
  return need && imports[need.key];
}

import { useMemo, useRef } from 'react';
import type { GraphDoc, Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument, useView } from '../editor';
import { indexOf } from './canvas-index';
import { type CollapsedNode, collapsedEdges, collapsedNodes } from './groups/collapsed';
import { foldsOf } from './groups/fold';
import { definitionOf } from './ports';
import type { Sight } from './sight';
import { type StickyNode, stickyNodes } from './stickies/sticky-nodes';
import { type CardNode, toFlowEdge, toFlowNode, type WireEdge } from './to-flow';
import { wiresInto } from './wiring';

/** All that React Flow draws as a node. */
export type DrawnNode = CardNode | CollapsedNode | StickyNode;

type Moves = Readonly<Record<string, Position>>;

/** Smaller drawings are given whole: the browser's own Tab key and search then reach every card. */
const cullFrom = 100;

/**
 * The part of the document that is in sight, as React Flow draws it. `moving` holds cards that are being dragged, before
 * the document knows. Cards out of sight are given, hidden, where a wire in sight ends at them or they are selected.
 */
export function useFlowGraph(moving: Moves, sight: Sight): { nodes: DrawnNode[]; edges: WireEdge[] } {
  const doc = useDocument((state) => state.doc);
  const selection = useView((state) => state.selection);
  const selectedWires = useView((state) => state.selectedWires);
  const earlierNodes = useRef(new Map<string, CardNode>());
  const earlierEdges = useRef(new Map<string, WireEdge>());

  const seen = useMemo(() => inSight(doc, sight), [doc, sight]);

  const edges = useMemo(() => {
    const drawn = seen.wires.map((indexed) =>
      toFlowEdge(indexed, selectedWires.has(indexed.id), doc, earlierEdges.current.get(indexed.id)),
    );
    earlierEdges.current = new Map(drawn.map((edge) => [edge.id, edge]));
    return seen.isDrawn ? [...drawn, ...collapsedEdges(doc, selectedWires)] : drawn;
  }, [doc, seen, selectedWires]);

  const nodes = useMemo(() => {
    const shown = new Set(seen.cards);
    for (const id of Object.keys(moving)) if (doc.nodes[id] && seen.isDrawn && !foldsOf(doc).has(id)) shown.add(id);
    const given = new Set(shown);
    for (const { source, target } of edges) given.add(source).add(target);
    for (const id of given) if (!doc.nodes[id]) given.delete(id);
    const folds = foldsOf(doc);
    if (seen.isDrawn) for (const id of selection) if (doc.nodes[id] && !folds.has(id)) given.add(id);
    const drawn = [...given].map((id) =>
      toFlowNode(
        id,
        {
          node: doc.nodes[id]!,
          at: moving[id] ?? doc.layout[id] ?? { x: 0, y: 0 },
          connected: wiresInto(doc, id)
            .map(({ to }) => to.port)
            .join(' '),
          isSelected: selection.has(id),
          isHidden: !shown.has(id),
        },
        earlierNodes.current.get(id),
      ),
    );
    earlierNodes.current = new Map(drawn.map((node) => [node.id, node]));
    // The order of the DOM is the order of the Tab key. It goes by the document: a card that is being dragged must not
    // change its place in the DOM.
    const { placeOf } = indexOf(doc);
    const cards = drawn.sort((a, b) => (placeOf(a.id) ?? 0) - (placeOf(b.id) ?? 0));
    if (!seen.isDrawn) return cards;
    return [...cards, ...collapsedNodes(doc, { moving, selection }), ...stickyNodes(doc, { moving, selection })];
  }, [doc, moving, seen, edges, selection]);

  return { nodes, edges };
}

function inSight(doc: GraphDoc, { level, region }: Sight) {
  const index = indexOf(doc);
  if (level === 'map') return { isDrawn: false, cards: [], wires: [] };
  const isWhole = index.ids.length < cullFrom;
  const wires = isWhole ? index.wires : index.wiresIn(region);
  return {
    isDrawn: true,
    cards: isWhole ? index.ids : index.cardsIn(region),
    wires: wires.filter(
      ({ wire: { from, to } }) =>
        hasPort(doc.nodes[from.node], 'out', from.port) && hasPort(doc.nodes[to.node], 'in', to.port),
    ),
  };
}

function hasPort(node: Parameters<typeof definitionOf>[0], side: 'in' | 'out', port: string): boolean {
  return definitionOf(node)?.ports[side][port] !== undefined;
}

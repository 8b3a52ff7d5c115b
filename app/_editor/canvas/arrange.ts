import dagre from '@dagrejs/dagre';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import type { GraphDoc, Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { columnPitch, snap } from './free-spot';

/** Columns from left to right, as wires run, with as few crossings as can be. */
export function arrange(doc: GraphDoc, ids: readonly string[] = Object.keys(doc.nodes)): Record<string, Position> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', ranksep: columnPitch - cardWidth, nodesep: 40, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const wanted = new Set(ids);
  for (const id of ids) graph.setNode(id, { width: cardWidth, height: cardHeight });
  for (const { from, to } of doc.wires)
    if (wanted.has(from.node) && wanted.has(to.node)) graph.setEdge(from.node, to.node);
  dagre.layout(graph);
  const origin = corner(ids.flatMap((id) => doc.layout[id] ?? []));
  return Object.fromEntries(
    ids.map((id) => {
      const { x, y } = graph.node(id);
      return [id, snap({ x: x - cardWidth / 2 + origin.x, y: y - cardHeight / 2 + origin.y })];
    }),
  );
}

const corner = (places: readonly Position[]): Position =>
  places.length === 0
    ? { x: 0, y: 0 }
    : { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };

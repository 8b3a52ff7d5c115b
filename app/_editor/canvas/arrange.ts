import { cardHeight } from '@/app/_ui/canvas/ports';
import type { GraphDoc, Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { snap } from './free-spot';
import { type LayoutRequest, layoutGraph } from './layout/layout-graph';
import { definitionOf, portPoint } from './ports';

/** How to arrange: from scratch, or with rows in the order in which a person put them. */
export interface Arranging {
  readonly keepsRows?: boolean;
}

/** New places for all nodes, or for those given; they begin where their upper left corner was. */
export function arrange(
  doc: GraphDoc,
  ids: readonly string[] = Object.keys(doc.nodes),
  how: Arranging = {},
): Record<string, Position> {
  return placed(doc, ids, layoutGraph(layoutRequest(doc, ids, how)));
}

/** The drawing as plain numbers, which is what a worker is sent. */
export function layoutRequest(doc: GraphDoc, ids: readonly string[], { keepsRows = false }: Arranging): LayoutRequest {
  const number = new Map(ids.map((id, index) => [id, index]));
  const edges = doc.wires.flatMap(({ from, to }) => {
    const [source, target] = [number.get(from.node), number.get(to.node)];
    if (source === undefined || target === undefined) return [];
    const leaves = heightOf(doc, from.node, 'out', from.port);
    return [{ from: source, to: target, leaves, enters: heightOf(doc, to.node, 'in', to.port) }];
  });
  return { size: ids.length, edges, places: ids.map((id) => doc.layout[id] ?? { x: 0, y: 0 }), keepsRows };
}

function heightOf(doc: GraphDoc, node: string, side: 'in' | 'out', port: string): number {
  const definition = definitionOf(doc.nodes[node]);
  return definition ? portPoint(definition, side, port).y - cardHeight / 2 : 0;
}

export function placed(doc: GraphDoc, ids: readonly string[], found: readonly Position[]): Record<string, Position> {
  const places = ids.flatMap((id) => doc.layout[id] ?? []);
  const left = places.reduce((least, { x }) => Math.min(least, x), places[0]?.x ?? 0);
  const top = places.reduce((least, { y }) => Math.min(least, y), places[0]?.y ?? 0);
  return Object.fromEntries(
    ids.map((id, index) => [id, snap({ x: found[index]!.x + left, y: found[index]!.y + top })]),
  );
}

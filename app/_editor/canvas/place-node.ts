import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, type Position, type Wire, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { freeNodeId } from '../document/new-id';
import type { NodeSearch } from '../view/view-store';
import { fittingPort, inputFor, reachable } from './connect';
import { outputType } from './ports';

export const grid = 8;
export const columnPitch = 264;

export const snap = ({ x, y }: Position): Position => ({
  x: Math.round(x / grid) * grid,
  y: Math.round(y / grid) * grid,
});

export interface Placed {
  readonly id: string;
  readonly edits: Edit[];
}

export interface Placement {
  readonly type: string;
  /** Upper left corner of the card. */
  readonly at: Position;
  readonly config?: Record<string, unknown>;
  readonly title?: string;
}

export function placeNode(doc: GraphDoc, { type, at, config = {}, title }: Placement): Placed {
  const id = freeNodeId(type, new Set(Object.keys(doc.nodes)));
  const node = { type, version: registry[type]?.version ?? 1, config, ...(title ? { title } : {}) };
  return { id, edits: [{ kind: 'add-node', id, node, at: freeSpot(doc, snap(at)) }] };
}

/** A new node at the end of the wire that was pulled into the void. */
export function placeAtWire(doc: GraphDoc, placement: Placement, from: NonNullable<NodeSearch['from']>): Placed {
  const placed = placeNode(doc, placement);
  const definition = registry[placement.type];
  const port = definition && fittingPort(doc, from, from.side, definition);
  if (!port) return placed;
  const own = { node: placed.id, port };
  const other = { node: from.node, port: from.port };
  const wire: Wire = from.side === 'out' ? { from: other, to: own } : { from: own, to: other };
  return { id: placed.id, edits: [...placed.edits, { kind: 'connect', wire }] };
}

/** A new node in the middle of a wire; what stands behind makes room. Undefined when it does not fit there. */
export function insertOnWire(doc: GraphDoc, placement: Placement, id: string): Placed | undefined {
  const wire = doc.wires.find((candidate) => wireId(candidate) === id);
  const definition = registry[placement.type];
  const type = wire && outputType(doc, wire.from);
  if (!wire || !definition || !type) return undefined;
  const input = inputFor(definition, type);
  const output = fittingPort(doc, wire.to, 'in', definition);
  if (!input || !output) return undefined;
  const from = doc.layout[wire.from.node];
  const to = doc.layout[wire.to.node];
  const at = from && to && to.x > from.x ? { x: from.x + columnPitch, y: from.y } : placement.at;
  const placed = placeNode({ ...doc, layout: {} }, { ...placement, at });
  const edits: Edit[] = [
    ...placed.edits,
    { kind: 'connect', wire: { from: wire.from, to: { node: placed.id, port: input } } },
    { kind: 'connect', wire: { from: { node: placed.id, port: output }, to: wire.to } },
  ];
  const positions = to && to.x > (from?.x ?? 0) ? makeRoom(doc, wire.to.node, at.x + columnPitch - to.x) : undefined;
  return { id: placed.id, edits: positions ? [...edits, { kind: 'move', positions }] : edits };
}

/** Moves a node and all that it feeds to the right. */
function makeRoom(doc: GraphDoc, node: string, by: number): Record<string, Position> | undefined {
  if (by <= 0) return undefined;
  const origin = doc.layout[node];
  const behind = [...reachable(doc, node)].filter((id) => (doc.layout[id]?.x ?? 0) >= (origin?.x ?? 0));
  return Object.fromEntries(
    behind.flatMap((id) => {
      const at = doc.layout[id];
      return at ? [[id, snap({ x: at.x + by, y: at.y })]] : [];
    }),
  );
}

/** The wished place, or the next one below or beside it where no card stands. */
export function freeSpot(doc: GraphDoc, wished: Position): Position {
  const taken = Object.values(doc.layout);
  const collides = ({ x, y }: Position) =>
    taken.some((other) => Math.abs(other.x - x) < cardWidth - grid && Math.abs(other.y - y) < cardHeight - grid);
  let spot = wished;
  for (let tries = 0; collides(spot) && tries < 50; tries += 1) spot = { x: spot.x, y: spot.y + cardHeight + 32 };
  return spot;
}

import { catalogue } from '@/nodes/catalogue.gen';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, type Position, type Wire, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { freeNodeId } from '../document/new-id';
import type { PortEnd } from '../view/view-store';
import { fittingPort, inputFor, mainOutput, outputFor, wireBetween } from './connect';
import { type Area, columnPitch, freeSpot, overlap, snap } from './free-spot';
import { definitionOf, outputType } from './ports';
import { reach, wiresFrom, wiresInto } from './wiring';

export { columnPitch, freeSpot } from './free-spot';

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
  /** What of the canvas is on screen: the card comes to stand in it. */
  readonly sight?: Area;
}

export function placeNode(doc: GraphDoc, { type, at, config = {}, title, sight }: Placement): Placed {
  const id = freeNodeId(type, new Set(Object.keys(doc.nodes)));
  const node = { type, version: catalogue[type]?.version ?? 1, config, ...(title ? { title } : {}) };
  return { id, edits: [{ kind: 'add-node', id, node, at: freeSpot(doc.layout, snap(at), sight) }] };
}

/** A new node at the end of the wire that was pulled into the void. */
export function placeAtWire(doc: GraphDoc, placement: Placement, from: PortEnd): Placed {
  const placed = placeNode(doc, placement);
  const definition = catalogue[placement.type];
  const port = definition && fittingPort(doc, from, from.side, definition);
  if (!port) return placed;
  const wire = wireBetween(from, { node: placed.id, port });
  return { id: placed.id, edits: [...placed.edits, { kind: 'connect', wire }] };
}

/** A new node in the middle of a wire; what stands behind makes room. Undefined when it does not fit there. */
export function insertOnWire(doc: GraphDoc, placement: Placement, id: string): Placed | undefined {
  const wire = doc.wires.find((candidate) => wireId(candidate) === id);
  const joined = wire && through(doc, wire, placement.type);
  if (!wire || !joined) return undefined;
  const { at, positions } = roomOn(doc, wire, placement.at);
  const placed = placeNode({ ...doc, layout: {} }, { ...placement, at, sight: undefined });
  return {
    id: placed.id,
    edits: [...placed.edits, ...connects(wire, placed.id, joined), ...moves(positions)],
  };
}

/** A card that stands alone goes into a wire. Undefined when it has wires already or does not fit there. */
export function joinWire(doc: GraphDoc, node: string, at: Position, id: string): Edit[] | undefined {
  const wire = doc.wires.find((candidate) => wireId(candidate) === id);
  const type = doc.nodes[node]?.type;
  if (!wire || type === undefined || wiresFrom(doc, node).length + wiresInto(doc, node).length > 0) return undefined;
  const joined = through(doc, wire, type);
  if (!joined) return undefined;
  const { at: spot, positions } = roomOn(doc, wire, at);
  return [...connects(wire, node, joined), ...moves({ ...positions, [node]: snap(spot) })];
}

/** A new node before one, on the wire of its first input, or behind one, between it and all that reads its main output. */
export function insertBeside(doc: GraphDoc, type: string, node: string, where: 'before' | 'after'): Placed | undefined {
  const definition = definitionOf(doc.nodes[node]);
  const at = doc.layout[node] ?? { x: 0, y: 0 };
  if (!definition) return undefined;
  if (where === 'before') {
    const port = Object.keys(definition.ports.in)[0];
    if (port === undefined) return undefined;
    const wire = wiresInto(doc, node).find(({ to }) => to.port === port);
    if (wire) return insertOnWire(doc, { type, at }, wireId(wire));
    const end: PortEnd = { node, port, side: 'in' };
    return fits(doc, type, end) ? placeAtWire(doc, { type, at: { x: at.x - columnPitch, y: at.y } }, end) : undefined;
  }
  const port = mainOutput(definition);
  if (port === undefined) return undefined;
  const end: PortEnd = { node, port, side: 'out' };
  if (!fits(doc, type, end)) return undefined;
  const readers = wiresFrom(doc, node).filter(({ from }) => from.port === port);
  const [first] = readers;
  const wished = { type, at: { x: at.x + columnPitch, y: at.y } };
  if (!first) return placeAtWire(doc, wished, end);
  const placed = insertOnWire(doc, wished, wireId(first));
  // A node whose result no reader takes is put beside them.
  if (!placed) return placeAtWire(doc, wished, end);
  const own = placed.edits.flatMap((edit) =>
    edit.kind === 'connect' && edit.wire.from.node === placed.id ? edit : [],
  );
  const output = own[0]?.wire.from;
  const others = readers.slice(1).flatMap((wire): Edit[] => {
    const joined = through(doc, wire, type);
    return output && joined?.output === output.port ? [{ kind: 'connect', wire: { from: output, to: wire.to } }] : [];
  });
  return { id: placed.id, edits: [...placed.edits, ...others] };
}

const fits = (doc: GraphDoc, type: string, end: PortEnd): boolean => {
  const definition = catalogue[type];
  return definition !== undefined && fittingPort(doc, end, end.side, definition) !== undefined;
};

interface Through {
  readonly input: string;
  readonly output: string;
}

/** The ports by which a node of a type passes on what a wire carries. */
function through(doc: GraphDoc, wire: Wire, type: string): Through | undefined {
  const definition = catalogue[type];
  const carried = outputType(doc, wire.from);
  const input = definition && carried && inputFor(definition, carried);
  const wanted = definitionOf(doc.nodes[wire.to.node])?.ports.in[wire.to.port]?.accepts ?? [];
  const output = definition && outputFor(definition, wanted);
  return input && output ? { input, output } : undefined;
}

const connects = (wire: Wire, node: string, { input, output }: Through): Edit[] => [
  { kind: 'connect', wire: { from: wire.from, to: { node, port: input } } },
  { kind: 'connect', wire: { from: { node, port: output }, to: wire.to } },
];

const moves = (positions: Record<string, Position>): Edit[] =>
  Object.keys(positions).length > 0 ? [{ kind: 'move', positions }] : [];

/** Where a card on a wire stands, and what makes room for it, to the right: the reader, all it feeds, and what they would cover. */
function roomOn(doc: GraphDoc, { from, to }: Wire, wished: Position) {
  const source = doc.layout[from.node];
  const target = doc.layout[to.node];
  if (!source || !target || target.x <= source.x) return { at: freeSpot(doc.layout, snap(wished)), positions: {} };
  const at = { x: source.x + columnPitch, y: source.y };
  const by = at.x + columnPitch - target.x;
  return { at, positions: by > 0 ? shifted(doc, to.node, by) : {} };
}

function shifted(doc: GraphDoc, node: string, by: number): Record<string, Position> {
  const origin = doc.layout[node];
  const moved: Record<string, Position> = {};
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const id of reach(doc, next, 'down')) {
      const at = doc.layout[id];
      if (!at || moved[id] || at.x < (origin?.x ?? 0)) continue;
      const to = snap({ x: at.x + by, y: at.y });
      moved[id] = to;
      open.push(...Object.keys(doc.layout).filter((other) => !moved[other] && overlap(doc.layout[other]!, to)));
    }
  }
  return moved;
}

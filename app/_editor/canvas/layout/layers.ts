import type { Edge, Neighbours } from './layered-graph';

/** A place in a column: a card, or the room that a wire takes which passes by. */
export interface Slot {
  /** Undefined for a wire that passes by. */
  readonly node: number | undefined;
  readonly layer: number;
  readonly left: Link[];
  readonly right: Link[];
}

/** A wire from one column to the next, seen from either end. */
export interface Link {
  readonly slot: Slot;
  /** How much higher the other end's slot has to stand for a level wire; px. */
  readonly drop: number;
  /** How much a bend in it would hurt. */
  readonly weight: number;
}

/** So far apart that what weighs more is straight: first port to first port, then a long wire along its way. */
const weights = { trunk: 1000, passing: 30, side: 1 } as const;

/** Wires that pass more columns than this are not given room: they run around. */
const longest = 12;

/** The columns of one component, with room for the wires that pass. Its nodes come in the order in which they shall start. */
export function layersOf(nodes: readonly number[], rank: Int32Array, { from }: Neighbours): Slot[][] {
  const first = Math.min(...nodes.map((node) => rank[node]!));
  const layers: Slot[][] = [];
  const add = (node: number | undefined, layer: number): Slot => {
    const slot: Slot = { node, layer, left: [], right: [] };
    for (let missing = layers.length; missing <= layer; missing += 1) layers.push([]);
    layers[layer]!.push(slot);
    return slot;
  };
  const slots = new Map(nodes.map((node) => [node, add(node, rank[node]! - first)]));
  for (const node of nodes) {
    const source = slots.get(node)!;
    for (const edge of from[node]!) {
      const target = slots.get(edge.to);
      if (target && target.layer > source.layer) connect(source, target, edge, add);
    }
  }
  return layers;
}

function connect(source: Slot, target: Slot, edge: Edge, add: (node: undefined, layer: number) => Slot): void {
  const span = target.layer - source.layer;
  if (span === 1) {
    const isTrunk = edge.leaves === 0 && edge.enters === 0;
    link(source, target, edge.leaves - edge.enters, isTrunk ? weights.trunk : weights.side);
    return;
  }
  if (span > longest) return;
  let last = source;
  for (let layer = source.layer + 1; layer < target.layer; layer += 1) {
    const passing = add(undefined, layer);
    link(last, passing, last === source ? edge.leaves : 0, last === source ? weights.side : weights.passing);
    last = passing;
  }
  link(last, target, -edge.enters, weights.side);
}

function link(left: Slot, right: Slot, drop: number, weight: number): void {
  left.right.push({ slot: right, drop: -drop, weight });
  right.left.push({ slot: left, drop, weight });
}

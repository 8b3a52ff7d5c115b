import type { GraphDoc, Wire } from '@/nodes/kernel/graph-doc/graph-doc';

/** Wires by the node they leave and the node they enter. */
export interface Wiring {
  readonly from: ReadonlyMap<string, readonly Wire[]>;
  readonly into: ReadonlyMap<string, readonly Wire[]>;
}

const known = new WeakMap<readonly Wire[], Wiring>();
const none: readonly Wire[] = [];

/** Found once for a list of wires: documents are never changed in place. */
export function wiringOf({ wires }: GraphDoc): Wiring {
  const earlier = known.get(wires);
  if (earlier) return earlier;
  const wiring = { from: by(wires, 'from'), into: by(wires, 'to') };
  known.set(wires, wiring);
  return wiring;
}

function by(wires: readonly Wire[], end: 'from' | 'to'): Map<string, Wire[]> {
  const found = new Map<string, Wire[]>();
  for (const wire of wires) {
    const list = found.get(wire[end].node);
    if (list) list.push(wire);
    else found.set(wire[end].node, [wire]);
  }
  return found;
}

export const wiresFrom = (doc: GraphDoc, node: string): readonly Wire[] => wiringOf(doc).from.get(node) ?? none;
export const wiresInto = (doc: GraphDoc, node: string): readonly Wire[] => wiringOf(doc).into.get(node) ?? none;

/** Nodes that a node's results reach (`down`) or that it is made from (`up`), itself included. */
export function reach(doc: GraphDoc, start: string, way: 'down' | 'up'): Set<string> {
  const seen = new Set([start]);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const next =
      way === 'down' ? wiresFrom(doc, node).map(({ to }) => to) : wiresInto(doc, node).map(({ from }) => from);
    for (const { node: other } of next) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return seen;
}

import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { reach, wiresFrom, wiresInto } from './wiring';

/**
 * The nodes on every way along the wires from one node to the other, both included; where neither feeds the other, those
 * on a shortest way that may go against the wires. Empty when nothing joins them.
 */
export function pathBetween(doc: GraphDoc, a: string, b: string): string[] {
  const directed = onTheWay(doc, a, b) ?? onTheWay(doc, b, a);
  return directed ?? shortest(doc, a, b);
}

function onTheWay(doc: GraphDoc, from: string, to: string): string[] | undefined {
  const below = reach(doc, from, 'down');
  if (!below.has(to)) return undefined;
  const above = reach(doc, to, 'up');
  return [...below].filter((id) => above.has(id));
}

function shortest(doc: GraphDoc, from: string, to: string): string[] {
  const came = new Map<string, string | undefined>([[from, undefined]]);
  // A Map keeps the order of insertion and takes what is added while it is walked: a breadth-first queue.
  for (const [node] of came) {
    if (node === to) break;
    for (const wire of wiresFrom(doc, node)) if (!came.has(wire.to.node)) came.set(wire.to.node, node);
    for (const wire of wiresInto(doc, node)) if (!came.has(wire.from.node)) came.set(wire.from.node, node);
  }
  if (!came.has(to)) return [];
  const path: string[] = [];
  for (let node: string | undefined = to; node !== undefined; node = came.get(node)) path.unshift(node);
  return path;
}

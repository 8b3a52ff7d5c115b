import { type GraphDoc, sameEnd, type WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { accepts, definitionOf, outputType } from '../canvas/ports';
import { reach, wiresInto } from '../canvas/wiring';
import { readingOrder } from './reading-order';

/**
 * The ports that a wire could join to this one, without those it is joined to already. For an input the nearest above
 * come first; for an output those below in their order, free ones before those that another wire would have to leave.
 */
export function fittingEnds(doc: GraphDoc, end: WireEnd, side: 'in' | 'out'): WireEnd[] {
  const looped = reach(doc, end.node, side === 'in' ? 'down' : 'up');
  const order = readingOrder(doc).filter((id) => !looped.has(id));
  const other = side === 'in' ? 'out' : 'in';
  const ends = (side === 'in' ? order.reverse() : order).flatMap((node) =>
    Object.keys(definitionOf(doc.nodes[node])?.ports[other] ?? {}).map((port) => ({ node, port })),
  );
  const type = side === 'out' ? outputType(doc, end) : undefined;
  const fitting = ends.filter((candidate) => {
    const [from, to] = side === 'in' ? [candidate, end] : [end, candidate];
    const carried = type ?? outputType(doc, from);
    return carried !== undefined && accepts(doc, to, carried) && !sameEndOrNone(feeding(doc, to), from);
  });
  return side === 'in'
    ? fitting
    : fitting.sort((a, b) => Number(feeding(doc, a) !== undefined) - Number(feeding(doc, b) !== undefined));
}

/** What a wire brings to an input. */
export const feeding = (doc: GraphDoc, to: WireEnd): WireEnd | undefined =>
  wiresInto(doc, to.node).find((wire) => sameEnd(wire.to, to))?.from;

const sameEndOrNone = (a: WireEnd | undefined, b: WireEnd): boolean => a !== undefined && sameEnd(a, b);

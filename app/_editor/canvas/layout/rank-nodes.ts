import type { FlatGraph, Neighbours } from './layered-graph';

/**
 * The column of every node: one further than the furthest that feeds it. What nothing feeds stands right before what it
 * feeds, so that a second table is read beside its join. Wires that close a circle do not count.
 */
export function rankNodes({ size }: FlatGraph, { into, from }: Neighbours): Int32Array {
  const waiting = Int32Array.from(into, (edges) => edges.length);
  const order: number[] = [];
  const rank = new Int32Array(size);
  const done = new Uint8Array(size);
  const take = (node: number) => {
    done[node] = 1;
    order.push(node);
  };
  for (let node = 0; node < size; node += 1) if (waiting[node] === 0) take(node);
  for (let next = 0, candidate = 0; order.length < size || next < order.length; ) {
    if (next === order.length) {
      // All that is left waits for itself: begin with the first.
      while (done[candidate]) candidate += 1;
      take(candidate);
    }
    const node = order[next++]!;
    for (const { to } of from[node]!) {
      if (done[to]) continue;
      rank[to] = Math.max(rank[to]!, rank[node]! + 1);
      waiting[to]! -= 1;
      if (waiting[to] === 0) take(to);
    }
  }
  for (const node of order.reverse()) {
    if (into[node]!.length > 0 || from[node]!.length === 0) continue;
    rank[node] = Math.max(0, Math.min(...from[node]!.map(({ to }) => rank[to]!)) - 1);
  }
  return rank;
}

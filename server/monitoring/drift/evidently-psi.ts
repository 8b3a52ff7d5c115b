import { countValues } from './frequent-values';
import { psi } from './psi';

/**
 * PSI as Evidently computes it, for people who compare: bins depend on the current rows too, so it needs both samples
 * and cannot be answered from a stored reference. NaN and infinities are dropped. Null where a side is empty.
 */
export function evidentlyPsi(reference: Float64Array, current: Float64Array): number | null {
  const p = reference.filter((value) => Number.isFinite(value));
  const q = current.filter((value) => Number.isFinite(value));
  const [inReference, inCurrent] = [countValues(p), countValues(q)];
  if (inReference.size <= 20) {
    const values = [...new Set([...inReference.keys(), ...inCurrent.keys()])];
    const counted = (counts: Map<number, number>) => values.map((value) => counts.get(value) ?? 0);
    return psi(counted(inReference), counted(inCurrent), 'evidently');
  }
  const edges = sturgesEdges(p, q);
  return psi(countBetween(edges, p), countBetween(edges, q), 'evidently');
}

/** Equal-width edges over both samples, numpy's 'sturges': ⌈log2(n) + 1⌉ bins for n values. */
function sturgesEdges(p: Float64Array, q: Float64Array): number[] {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const values of [p, q]) {
    for (const value of values) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }
  const bins = Math.ceil(Math.log2(p.length + q.length) + 1);
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? highest : lowest + ((highest - lowest) * i) / bins));
}

/** Rows per bin, a value on an edge in the upper bin, except the last edge, which is in the last bin. */
function countBetween(edges: readonly number[], values: Float64Array): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const last = edges.length - 2;
  const [from, to] = [edges[0]!, edges[last + 1]!];
  for (const value of values) {
    let bin = Math.min(last, Math.floor(((value - from) / (to - from)) * counts.length));
    if (value < edges[bin]!) bin--;
    else if (bin < last && value >= edges[bin + 1]!) bin++;
    counts[bin] = counts[bin]! + 1;
  }
  return counts;
}

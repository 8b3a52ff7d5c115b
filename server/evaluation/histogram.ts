/** Equal-width bins: `edges` has one entry more than `counts`; a bin holds its lower edge, the last bin both. */
export type Histogram = { edges: number[]; counts: number[] };

/**
 * Counts `values` in `bins` equal-width bins from `from` to `to`. Values outside are counted in the outer bins, so
 * the counts always add up to the number of values. Without width there is one bin.
 */
export function histogram(values: Float64Array, from: number, to: number, bins: number): Histogram {
  const width = (to - from) / bins;
  if (!(width > 0)) return { edges: [from, to], counts: [values.length] };
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((value - from) / width)));
    counts[bin] = counts[bin]! + 1;
  }
  const edges = Array.from({ length: bins + 1 }, (_, i) => (i === bins ? to : from + i * width));
  return { edges, counts };
}

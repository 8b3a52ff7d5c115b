/** Quantile `p` (0..1) of ascending values, linear interpolation (type 7), computed in the order numpy does. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below];
  if (low === undefined) return Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const part = position - below;
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

/**
 * Inner edges of up to ten bins of equal reference share: the quantiles 0.1 to 0.9 without duplicates. An edge at the
 * minimum is dropped too, as no reference row lies below it: ascending finite values in, 0 to 9 ascending edges out.
 */
export function quantile10Edges(sorted: Float64Array): number[] {
  const quantiles = Array.from({ length: 9 }, (_, i) => quantileOfSorted(sorted, (i + 1) / 10));
  const minimum = sorted[0];
  return quantiles.filter((edge, i) => minimum !== undefined && edge > minimum && edge !== quantiles[i - 1]);
}

/** How many of the ascending `edges` are at or below `value`: its bin, by numpy's searchsorted(side='right'). */
export function binAt(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The PSI to be expected without any drift, from sampling alone: (B − 1)(1/n + 1/m). */
export type NoiseFloor = {
  /** Null where a side has no rows. */
  floor: number | null;
  referenceRows: number;
  currentRows: number;
  /** Bins with rows on either side. */
  bins: number;
};

/** The noise floor of two histograms over the same bins. */
export function noiseFloor(referenceCounts: readonly number[], currentCounts: readonly number[]): NoiseFloor {
  const referenceRows = referenceCounts.reduce((total, count) => total + count, 0);
  const currentRows = currentCounts.reduce((total, count) => total + count, 0);
  const bins = referenceCounts.filter((count, bin) => count > 0 || currentCounts[bin]! > 0).length;
  const floor = referenceRows === 0 || currentRows === 0 ? null : (bins - 1) * (1 / referenceRows + 1 / currentRows);
  return { floor, referenceRows, currentRows, bins };
}

/** Current rows needed to bring the floor down to `limit`, or null where the reference itself is too small for it. */
export function rowsNeeded({ bins, referenceRows }: NoiseFloor, limit: number): number | null {
  const room = limit / Math.max(1, bins - 1) - 1 / referenceRows;
  return room > 0 ? Math.ceil(1 / room) : null;
}

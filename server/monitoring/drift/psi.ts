/**
 * What a share of zero becomes before its logarithm is taken.
 * - jeffreys: half a row is added to every bin, so the effect shrinks as rows come in (the default).
 * - evidently: 0.0001, or a millionth of the side's smallest share where that is itself at most 0.0001.
 * - clip: every share is raised to at least 1e-6.
 */
export type ZeroHandling = 'jeffreys' | 'evidently' | 'clip';

/**
 * Population stability index Σ (q − p) ln(q / p) of two histograms over the same bins, p being the reference.
 * 0 where the shares agree, at least 0 always; null where a side has no rows at all.
 */
export function psi(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
  zeros: ZeroHandling = 'jeffreys',
): number | null {
  const parts = psiByBin(referenceCounts, currentCounts, zeros);
  return parts === null ? null : parts.reduce((total, part) => total + part, 0);
}

/** The part of the PSI that each bin contributes, in the order of the counts. */
export function psiByBin(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
  zeros: ZeroHandling = 'jeffreys',
): number[] | null {
  if (referenceCounts.length !== currentCounts.length) {
    throw new RangeError(`${referenceCounts.length} reference bins cannot be compared with ${currentCounts.length}.`);
  }
  // A bin that is empty on both sides says nothing; half a row in it would say something when the sides differ in size.
  const occupied = referenceCounts.map((count, bin) => count > 0 || currentCounts[bin]! > 0);
  const p = positiveShares(referenceCounts, occupied, zeros);
  const q = positiveShares(currentCounts, occupied, zeros);
  if (p === null || q === null) return null;
  return occupied.map((used, bin) => (used ? (q[bin]! - p[bin]!) * Math.log(q[bin]! / p[bin]!) : 0));
}

function positiveShares(counts: readonly number[], occupied: readonly boolean[], zeros: ZeroHandling): number[] | null {
  const rows = counts.reduce((total, count) => total + count, 0);
  if (rows === 0) return null;
  if (zeros === 'jeffreys') {
    const bins = occupied.filter(Boolean).length;
    return counts.map((count) => (count + 0.5) / (rows + bins / 2));
  }
  const shares = counts.map((count) => count / rows);
  if (zeros === 'clip') return shares.map((share) => Math.max(share, 1e-6));
  const smallest = Math.min(...shares.filter((share) => share > 0));
  const instead = smallest <= 0.0001 ? smallest / 1e6 : 0.0001;
  return shares.map((share) => (share === 0 ? instead : share));
}

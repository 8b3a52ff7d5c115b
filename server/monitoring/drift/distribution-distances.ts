/**
 * Distances between two histograms over the same bins, given as counts or shares: each side is divided by its sum.
 * All are null where a side sums to zero.
 */
export type DistributionDistances = {
  /** Jensen-Shannon divergence in nats, 0..ln 2. TFDV thresholds this one. */
  jsDivergence: number;
  /** Its square root, 0..0.8326. Evidently and NannyML threshold this one. */
  jsDistance: number;
  /** The distance with logarithms to base 2, 0..1. */
  jsDistanceBase2: number;
  /** Kullback-Leibler divergence KL(reference ‖ current) in nats; null where infinite (a bin only the reference has). */
  kl: number | null;
  hellinger: number;
  totalVariation: number;
  /** The largest difference of a share, L∞. */
  largestDifference: number;
};

export function distributionDistances(
  reference: readonly number[],
  current: readonly number[],
): DistributionDistances | null {
  const p = normalised(reference);
  const q = normalised(current);
  if (p === null || q === null) return null;
  const middle = p.map((share, bin) => (share + q[bin]!) / 2);
  const jsDivergence = Math.max(0, (klDivergence(p, middle) + klDivergence(q, middle)) / 2);
  const kl = klDivergence(p, q);
  const differences = p.map((share, bin) => Math.abs(share - q[bin]!));
  return {
    jsDivergence,
    jsDistance: Math.sqrt(jsDivergence),
    jsDistanceBase2: Math.sqrt(jsDivergence / Math.LN2),
    kl: Number.isFinite(kl) ? kl : null,
    hellinger: Math.sqrt(sum(p.map((share, bin) => (Math.sqrt(share) - Math.sqrt(q[bin]!)) ** 2)) / 2),
    totalVariation: sum(differences) / 2,
    largestDifference: Math.max(...differences),
  };
}

/** Σ p ln(p/q) over the bins where p is not zero; infinite where q is zero there. */
function klDivergence(p: readonly number[], q: readonly number[]): number {
  return sum(p.map((share, bin) => (share === 0 ? 0 : share * Math.log(share / q[bin]!))));
}

function normalised(values: readonly number[]): number[] | null {
  const total = sum(values);
  return total === 0 ? null : values.map((value) => value / total);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { withoutNaN } from './present-values';

/** `method` says how p was found; exact p-values are conservative where values tie. */
export type KolmogorovSmirnov = {
  /** sup |F − G|, 0..1. */
  statistic: number;
  pValue: number;
  method: 'exact' | 'kolmogorov-limit';
};

/** Exact up to this many lattice points (rows × rows), some 50 ms of work. */
const mostLatticePoints = 1e7;

/**
 * Two-sample Kolmogorov-Smirnov test, two-sided. NaN is dropped; null where a side is then empty. Large samples use
 * the Kolmogorov limit Q(√(mn/(m+n))·D), which is not what scipy calls asymptotic.
 */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): KolmogorovSmirnov | null {
  const x = withoutNaN(a).sort();
  const y = withoutNaN(b).sort();
  if (x.length === 0 || y.length === 0) return null;
  const gap = largestGap(x, y);
  const statistic = gap / (x.length * y.length);
  if (x.length * y.length <= mostLatticePoints) {
    return { statistic, pValue: chanceOfGap(gap, x.length, y.length), method: 'exact' };
  }
  const scaled = Math.sqrt((x.length * y.length) / (x.length + y.length)) * statistic;
  return { statistic, pValue: kolmogorovLimit(scaled), method: 'kolmogorov-limit' };
}

/** D in units of 1/(mn), a whole number: the largest |i·n − j·m| after each distinct value of the ascending samples. */
function largestGap(x: Float64Array, y: Float64Array): number {
  let [i, j, largest] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i]!, y[j]!);
    while (x[i] === value) i++;
    while (y[j] === value) j++;
    largest = Math.max(largest, Math.abs(i * y.length - j * x.length));
  }
  return largest;
}

/**
 * Chance that a random lattice path from (0, 0) to (m, n) strays at least `gap` from the diagonal. Each point's chance
 * is the mean of its two predecessors', weighted by where a path through it comes from; only sums of positive terms,
 * so that small p-values keep their digits.
 */
function chanceOfGap(gap: number, m: number, n: number): number {
  const strays = (i: number, j: number) => Math.abs(i * n - j * m) >= gap;
  const chance = Float64Array.from({ length: n + 1 }, (_, j) => (strays(0, j) ? 1 : 0));
  for (let i = 1; i <= m; i++) {
    if (strays(i, 0)) chance[0] = 1;
    for (let j = 1; j <= n; j++) {
      chance[j] = strays(i, j) ? 1 : (i * chance[j]! + j * chance[j - 1]!) / (i + j);
    }
  }
  return chance[n]!;
}

/** Q(x) = 2 Σ (−1)^(k−1) exp(−2k²x²), by the series that converges fast on its side of x = 1. */
export function kolmogorovLimit(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 5; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * (k * x) ** 2);
  return 2 * sum;
}

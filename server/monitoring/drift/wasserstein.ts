import { finite } from './present-values';

/** First Wasserstein distance between two samples, in the unit of the values. NaN and infinities are dropped. */
export function wasserstein(a: Float64Array, b: Float64Array): number | null {
  const x = finite(a).sort();
  const y = finite(b).sort();
  if (x.length === 0 || y.length === 0) return null;
  let [i, j, distance] = [0, 0, 0];
  let at = Math.min(x[0]!, y[0]!);
  // Between neighbouring values of both samples the two step functions are constant: sum gap × width.
  while (i < x.length || j < y.length) {
    const next = Math.min(x[i] ?? Number.POSITIVE_INFINITY, y[j] ?? Number.POSITIVE_INFINITY);
    distance += Math.abs(i / x.length - j / y.length) * (next - at);
    at = next;
    while (x[i] === at) i++;
    while (y[j] === at) j++;
  }
  return distance;
}

export type NormedWasserstein = {
  /** In the unit of the values. */
  distance: number;
  /** Distance in standard deviations of the reference (Evidently calls drift from 0.1 up). */
  normed: number;
  /** True where the reference hardly varies: `normed` is then divided by 0.001 instead and means little. */
  constantReference: boolean;
};

/** Wasserstein distance / max(population standard deviation of the reference, 0.001), as Evidently norms it. */
export function wassersteinNormed(reference: Float64Array, current: Float64Array): NormedWasserstein | null {
  const distance = wasserstein(reference, current);
  if (distance === null) return null;
  const deviation = populationDeviation(finite(reference));
  return { distance, normed: distance / Math.max(deviation, 0.001), constantReference: deviation < 0.001 };
}

/** Standard deviation with divisor n (numpy's ddof = 0). */
export function populationDeviation(values: Float64Array): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
}

import type { Penalty } from './settings';

/** Coefficients of the features as given. */
export interface Fitted {
  /** outputs × features */
  coefficients: number[][];
  intercepts: number[];
}

export type OnIteration = (fitted: Fitted, trainLoss: number) => void;

/** Data made ready for fits at one penalty after another; each starts where the last ended. `close` must follow. */
export interface Problem {
  weightSum: number;
  /** Standard deviation by feature. */
  deviations: Float64Array;
  fit(penalty: Penalty, onIteration: OnIteration): Promise<{ iterations: number; converged: boolean; fitted: Fitted }>;
  /** The least `l1` at which every coefficient is 0. */
  leastL1(): Promise<number>;
  close(): Promise<void>;
}

interface Moments {
  means: Float64Array;
  deviations: Float64Array;
}

/** The penalty of standardised coefficients of a target in units of `unit`. */
export function byFeature({ l1, l2 }: Penalty, deviations: Float64Array, unit: number) {
  return {
    l1: deviations.map((deviation) => (deviation === 0 || unit === 0 ? 0 : l1 / deviation / unit)),
    l2: deviations.map((deviation) => (deviation === 0 ? 0 : l2 / deviation ** 2)),
  };
}

/** One output's coefficients and intercept for the features as given, from those of standardised features. */
export function unscaled(
  x: Float64Array,
  intercept: number,
  unit: number,
  { means, deviations }: Moments,
): { coefficients: number[]; intercept: number } {
  const coefficients = Array.from(deviations, (deviation, i) => (deviation === 0 ? 0 : (x[i]! * unit) / deviation));
  return { coefficients, intercept: coefficients.reduce((sum, c, i) => sum - c * means[i]!, intercept) };
}

export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let weightSum = 0;
  for (let row = 0; row < values.length; row++) {
    sum += weights[row]! * values[row]!;
    weightSum += weights[row]!;
  }
  return sum / weightSum;
}

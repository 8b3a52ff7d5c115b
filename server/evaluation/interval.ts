import { chiSquareTail } from '../monitoring/drift/chi-square';

/** How an interval was found; see the README of this folder's reports in `nodes/evaluate`. */
export type IntervalMethod = 'bootstrap' | 'delong' | 'wilson' | 'exact';

/** A confidence interval; without bounds where none can be given, and `reason` says why. */
export type Interval =
  | { lower: number; upper: number; method: IntervalMethod }
  | { lower: null; upper: null; reason: string };

export const noInterval = (reason: string): Interval => ({ lower: null, upper: null, reason });

/** The z of a two-sided interval: 1.96 for a level of 0.95. */
export function criticalValue(level: number): number {
  let [low, high] = [0, 40];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|Z| ≥ z) of a standard normal Z. */
export const twoSidedTail = (z: number): number => chiSquareTail(z * z, 1);

/** Wilson's score interval of a share: `hits` of `rows`. Keeps its level where a share is near 0 or 1, and for few rows. */
export function wilsonInterval(hits: number, rows: number, level: number): Interval {
  if (rows === 0) return noInterval('there are no rows');
  const z = criticalValue(level);
  const share = hits / rows;
  const centre = (share + (z * z) / (2 * rows)) / (1 + (z * z) / rows);
  const reach = (z / (1 + (z * z) / rows)) * Math.sqrt((share * (1 - share)) / rows + (z * z) / (4 * rows * rows));
  return { lower: hits === 0 ? 0 : centre - reach, upper: hits === rows ? 1 : centre + reach, method: 'wilson' };
}

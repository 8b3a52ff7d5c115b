import { twoSidedTail, wilsonInterval } from '../evaluation/interval';
import { logGamma } from '../monitoring/drift/gamma';

/** A share of rows: hits out of rows (at least one). */
export type Share = { hits: number; rows: number };
/** A number between two others. */
export type Bounds = { value: number; lower: number; upper: number };

export function shareBounds({ hits, rows }: Share, level: number): Bounds {
  const interval = wilsonInterval(hits, rows, level);
  const value = hits / rows;
  return { value, lower: interval.lower ?? value, upper: interval.upper ?? value };
}

/**
 * The difference a − b of two shares of different rows, by Newcombe's hybrid score interval (1998, method 10): it keeps its
 * level where a share is 0 or 1, of which a bootstrap would never see anything else.
 */
export const differenceBounds = (a: Share, b: Share, level: number): Bounds =>
  differenceOf(shareBounds(a, level), shareBounds(b, level));

/** The same of shares whose own bounds are known. */
export function differenceOf(first: Bounds, second: Bounds): Bounds {
  const value = first.value - second.value;
  return {
    value,
    lower: value - Math.hypot(first.value - first.lower, second.upper - second.value),
    upper: value + Math.hypot(first.upper - first.value, second.value - second.lower),
  };
}

/** The bounds of |x|, from those of x. */
export function absoluteBounds({ value, lower, upper }: Bounds): Bounds {
  return {
    value: Math.abs(value),
    lower: Math.max(0, lower, -upper),
    upper: Math.max(Math.abs(lower), Math.abs(upper)),
  };
}

/** The mean of independent quantities, their distances to the bounds added as squares (MOVER). */
export function meanBounds(all: readonly Bounds[]): Bounds {
  const value = all.reduce((sum, one) => sum + one.value, 0) / all.length;
  const reach = (distance: (one: Bounds) => number) => Math.hypot(...all.map(distance)) / all.length;
  return {
    value,
    lower: value - reach((one) => one.value - one.lower),
    upper: value + reach((one) => one.upper - one.value),
  };
}

/**
 * P of seeing two shares at least as different if the rows were alike: the pooled z test; Fisher's exact test where fewer
 * than five hits or misses are to be expected in either.
 */
export function sameShareP(a: Share, b: Share): number {
  const hits = a.hits + b.hits;
  const rows = a.rows + b.rows;
  if (hits === 0 || hits === rows) return 1;
  const fewest = (Math.min(a.rows, b.rows) * Math.min(hits, rows - hits)) / rows;
  if (fewest < 5) return fisherP(a, b);
  const pooled = hits / rows;
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / a.rows + 1 / b.rows));
  return twoSidedTail((a.hits / a.rows - b.hits / b.rows) / deviation);
}

/** Fisher's exact test, two-sided: the tables no more probable than this one. */
function fisherP(a: Share, b: Share): number {
  const hits = a.hits + b.hits;
  const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const all = logChoose(a.rows + b.rows, hits);
  const logP = (k: number) => logChoose(a.rows, k) + logChoose(b.rows, hits - k) - all;
  const seen = logP(a.hits);
  let total = 0;
  for (let k = Math.max(0, hits - b.rows); k <= Math.min(a.rows, hits); k++) {
    // Tables as probable as this one differ in the last bits of a logarithm.
    if (logP(k) <= seen + 1e-7) total += Math.exp(logP(k));
  }
  return Math.min(1, total);
}

/** Benjamini-Hochberg: p values corrected for their number, in the same order; null stays null and is not counted. */
export function adjustPValues(values: readonly (number | null)[]): (number | null)[] {
  const known = values.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((x, y) => y.p - x.p || y.at - x.at);
  const adjusted: (number | null)[] = values.map(() => null);
  let smallest = 1;
  for (const [place, { p, at }] of known.entries()) {
    smallest = Math.min(smallest, (p * known.length) / (known.length - place));
    adjusted[at] = smallest;
  }
  return adjusted;
}

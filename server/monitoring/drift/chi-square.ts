import { upperGamma } from './gamma';

/** `statistic` is Infinity (p = 0; null once it is JSON) where a row is in a category the reference does not have. */
export type ChiSquare = { statistic: number; degreesOfFreedom: number; pValue: number };

/** P(χ² ≥ statistic) with that many degrees of freedom. */
export function chiSquareTail(statistic: number, degreesOfFreedom: number): number {
  return upperGamma(degreesOfFreedom / 2, statistic / 2);
}

/**
 * Goodness of fit of the current counts to the reference shares, as Evidently tests categorical drift. It takes the
 * reference for the truth; where that is a sample too, the contingency test is the better one. Categories without rows
 * on both sides are dropped; null where fewer than two are left or a side is empty.
 */
export function chiSquareGoodnessOfFit(
  referenceCounts: readonly number[],
  currentCounts: readonly number[],
): ChiSquare | null {
  const used = referenceCounts
    .map((reference, i) => ({ reference, observed: currentCounts[i]! }))
    .filter((cell) => cell.reference + cell.observed > 0);
  const referenceRows = sum(used.map((cell) => cell.reference));
  const currentRows = sum(used.map((cell) => cell.observed));
  if (used.length < 2 || referenceRows === 0 || currentRows === 0) return null;
  const statistic = sum(
    used.map(({ reference, observed }) => {
      const expected = (reference * currentRows) / referenceRows;
      return (observed - expected) ** 2 / expected;
    }),
  );
  const degreesOfFreedom = used.length - 1;
  return { statistic, degreesOfFreedom, pValue: chiSquareTail(statistic, degreesOfFreedom) };
}

/** Cramér's V is the effect size, 0 (same shares) to 1; it does not grow with the number of rows. */
export type ContingencyTest = ChiSquare & { cramersV: number };

/**
 * Test of independence of a table of counts (rows × columns), e.g. [reference, current]. `yates` corrects 2×2 tables
 * only, and is off by default, unlike scipy's. Empty rows and columns are dropped; null where fewer than 2×2 are left.
 */
export function chiSquareContingency(
  table: readonly (readonly number[])[],
  { yates = false } = {},
): ContingencyTest | null {
  const rows = table.filter((row) => sum(row) > 0);
  const kept = (rows[0] ?? []).map((_, column) => column).filter((column) => sum(rows.map((row) => row[column]!)) > 0);
  if (rows.length < 2 || kept.length < 2) return null;
  const rowSums = rows.map((row) => sum(row));
  const columnSums = kept.map((column) => sum(rows.map((row) => row[column]!)));
  const total = sum(rowSums);
  const degreesOfFreedom = (rows.length - 1) * (kept.length - 1);
  const correction = yates && degreesOfFreedom === 1 ? 0.5 : 0;
  let statistic = 0;
  for (const [r, row] of rows.entries()) {
    for (const [c, column] of kept.entries()) {
      const expected = (rowSums[r]! * columnSums[c]!) / total;
      statistic += Math.max(0, Math.abs(row[column]! - expected) - correction) ** 2 / expected;
    }
  }
  const cramersV = Math.sqrt(statistic / (total * (Math.min(rows.length, kept.length) - 1)));
  return { statistic, degreesOfFreedom, pValue: chiSquareTail(statistic, degreesOfFreedom), cramersV };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

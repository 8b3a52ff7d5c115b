import { criticalValue, type Interval, noInterval } from './interval';
import type { RankedRows } from './ranking';

/**
 * What each row adds to the AUC (DeLong, DeLong and Clarke-Pearson 1988, found in one pass over ranked rows as Sun and Xu
 * 2014 do): for a positive the share of negatives ranked below it, for a negative the share of positives ranked above it,
 * ties one half. The mean over either class is the AUC.
 */
export function placements({ order, positive, endsTie }: RankedRows): {
  ofRow: Float64Array;
  positives: number;
  negatives: number;
} {
  const ofRow = new Float64Array(order.length);
  let positives = 0;
  for (const one of positive) positives += one;
  const negatives = order.length - positives;
  let [tp, fp, start] = [0, 0, 0];
  for (let end = 0; end < order.length; end++) {
    if (endsTie[end] === 0) continue;
    let tied = 0;
    for (let place = start; place <= end; place++) tied += positive[place]!;
    const tiedNegatives = end + 1 - start - tied;
    for (let place = start; place <= end; place++) {
      ofRow[order[place]!] =
        positive[place] === 1 ? (negatives - fp - tiedNegatives / 2) / negatives : (tp + tied / 2) / positives;
    }
    tp += tied;
    fp += tiedNegatives;
    start = end + 1;
  }
  return { ofRow, positives, negatives };
}

/** Covariance of two AUCs over the same rows; with one ranking twice, its variance. NaN with fewer than two of a class. */
export function aucCovariance(first: Float64Array, second: Float64Array, isPositive: (row: number) => boolean): number {
  let total = 0;
  for (const wanted of [true, false]) {
    let [rows, sumFirst, sumSecond] = [0, 0, 0];
    for (let row = 0; row < first.length; row++) {
      if (isPositive(row) !== wanted) continue;
      rows++;
      sumFirst += first[row]!;
      sumSecond += second[row]!;
    }
    let products = 0;
    for (let row = 0; row < first.length; row++) {
      if (isPositive(row) !== wanted) continue;
      products += (first[row]! - sumFirst / rows) * (second[row]! - sumSecond / rows);
    }
    total += products / (rows - 1) / rows;
  }
  return total;
}

/** The normal interval of an AUC with DeLong's variance, within 0..1. */
export function delongInterval(ranked: RankedRows, auc: number, level: number): Interval {
  const { ofRow, positives, negatives } = placements(ranked);
  const fewer = Math.min(positives, negatives);
  if (fewer < 2) return noInterval('it takes two rows of either class to see how much the ranking varies');
  const isPositive = new Uint8Array(ofRow.length);
  for (const [place, row] of ranked.order.entries()) isPositive[row] = ranked.positive[place]!;
  const variance = aucCovariance(ofRow, ofRow, (row) => isPositive[row] === 1);
  if (auc === 0 || auc === 1) {
    // Nothing varies where the classes are separated, yet `fewer` pairs without a row in common all say the same: how
    // poor could the AUC be for that to happen by chance? The exact binomial bound answers.
    const bound = ((1 - level) / 2) ** (1 / fewer);
    return auc === 1 ? { lower: bound, upper: 1, method: 'exact' } : { lower: 0, upper: 1 - bound, method: 'exact' };
  }
  const reach = criticalValue(level) * Math.sqrt(variance);
  return { lower: Math.max(0, auc - reach), upper: Math.min(1, auc + reach), method: 'delong' };
}

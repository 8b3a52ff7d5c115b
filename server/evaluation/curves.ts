import type { Ranking } from './ranking';
import type { PrecisionRecallPoint, RocPoint } from './report';

/** ROC curve from (0, 0) to (1, 1), thinned to `most` points. Empty where one class is absent. */
export function rocCurve(ranking: Ranking, most = 200): RocPoint[] {
  const { scores, positives, negatives } = ranking;
  if (positives === 0 || negatives === 0) return [];
  const falsePositiveRate = startingAtZero(ranking.falsePositives, negatives);
  const truePositiveRate = startingAtZero(ranking.truePositives, positives);
  return thin(falsePositiveRate, truePositiveRate, most).map((i) => ({
    falsePositiveRate: falsePositiveRate[i]!,
    truePositiveRate: truePositiveRate[i]!,
    threshold: i === 0 ? null : scores[i - 1]!,
  }));
}

/** Precision at each recall, thinned to `most` points, without an invented point at recall 0. Empty without positives. */
export function precisionRecallCurve(ranking: Ranking, most = 200): PrecisionRecallPoint[] {
  const { scores, truePositives, falsePositives, positives } = ranking;
  if (positives === 0) return [];
  const recall = truePositives.map((found) => found / positives);
  const precision = truePositives.map((found, i) => found / (found + falsePositives[i]!));
  return thin(recall, precision, most).map((i) => ({
    recall: recall[i]!,
    precision: precision[i]!,
    threshold: scores[i]!,
  }));
}

/**
 * Indexes of at most `most` points of a curve, both ends included. A point is kept whenever the curve has travelled
 * 1/(most − 2) of its length |dx| + |dy| since the last one kept, so flat stretches lose points and bends do not;
 * a dropped point is never farther than that step from a kept one. A ROC curve is 2 long: a step of about 0.01.
 */
export function thin(x: Float64Array, y: Float64Array, most: number): number[] {
  if (x.length <= most) return Array.from(x, (_, i) => i);
  const stretch = (i: number) => Math.abs(x[i]! - x[i - 1]!) + Math.abs(y[i]! - y[i - 1]!);
  let length = 0;
  for (let i = 1; i < x.length; i++) length += stretch(i);
  const step = length / (most - 2);
  const kept = [0];
  let travelled = 0;
  for (let i = 1; i < x.length - 1; i++) {
    travelled += stretch(i);
    if (travelled < step || kept.length >= most - 1) continue;
    kept.push(i);
    travelled = 0;
  }
  return [...kept, x.length - 1];
}

function startingAtZero(counts: Float64Array, total: number): Float64Array {
  const rates = new Float64Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) rates[i + 1] = counts[i]! / total;
  return rates;
}

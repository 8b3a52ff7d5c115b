import { known, type Metric, unknown } from './metric';

/**
 * Rows ordered by falling score, one entry per distinct score: lowering the threshold to `scores[i]` finds
 * `truePositives[i]` of the `positives` and `falsePositives[i]` of the `negatives`.
 */
export type Ranking = {
  scores: Float64Array;
  truePositives: Float64Array;
  falsePositives: Float64Array;
  positives: number;
  negatives: number;
};

/** Ranks rows by score; `isPositive` says which rows are of the class the scores are about. */
export function rank(scores: Float64Array, isPositive: (row: number) => boolean): Ranking {
  // Positives and negatives sort apart, natively and without a comparator, then merge: much faster than sorting rows.
  const ofPositives = scores.filter((_, row) => isPositive(row)).sort();
  const ofNegatives = scores.filter((_, row) => !isPositive(row)).sort();
  const merged = {
    scores: new Float64Array(scores.length),
    tp: new Float64Array(scores.length),
    fp: new Float64Array(scores.length),
  };
  let tp = 0;
  let fp = 0;
  let steps = 0;
  while (tp + fp < scores.length) {
    const positive = ofPositives[ofPositives.length - 1 - tp] ?? Number.NEGATIVE_INFINITY;
    const negative = ofNegatives[ofNegatives.length - 1 - fp] ?? Number.NEGATIVE_INFINITY;
    const score = Math.max(positive, negative);
    while (ofPositives[ofPositives.length - 1 - tp] === score) tp++;
    while (ofNegatives[ofNegatives.length - 1 - fp] === score) fp++;
    merged.scores[steps] = score;
    merged.tp[steps] = tp;
    merged.fp[steps] = fp;
    steps++;
  }
  return {
    scores: merged.scores.subarray(0, steps),
    truePositives: merged.tp.subarray(0, steps),
    falsePositives: merged.fp.subarray(0, steps),
    positives: ofPositives.length,
    negatives: ofNegatives.length,
  };
}

/** Area under the ROC curve: the chance that a positive outranks a negative, ties counting one half. */
export function rocAuc({ truePositives, falsePositives, positives, negatives }: Ranking): Metric {
  if (positives === 0) return unknown('there are no positives to rank');
  if (negatives === 0) return unknown('there are no negatives to rank');
  let area = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const width = falsePositives[i]! - (falsePositives[i - 1] ?? 0);
    area += width * (truePositives[i]! + (truePositives[i - 1] ?? 0));
  }
  return known(area / 2 / (positives * negatives));
}

/** Average precision: Σ (recall step) × precision. Not the trapezoid under the precision-recall curve, which flatters. */
export function averagePrecision({ truePositives, falsePositives, positives }: Ranking): Metric {
  if (positives === 0) return unknown('there are no positives to find');
  let total = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const found = truePositives[i]!;
    total += ((found - (truePositives[i - 1] ?? 0)) * found) / (found + falsePositives[i]!);
  }
  return known(total / positives);
}

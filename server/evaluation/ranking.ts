import { known, type Metric, unknown } from './metric';
import { rowsByFallingValue } from './order-rows';
import { equalWeights } from './weights';

/** Rows in the order of falling score: what of a ranking does not depend on the weights. */
export type RankedRows = {
  /** Row numbers by falling score. */
  order: Int32Array;
  /** By place in that order: 1 where the row is of the class the scores are about. */
  positive: Uint8Array;
  /** By place: 1 at the last of the rows that share a score. */
  endsTie: Uint8Array;
  scores: Float64Array;
};

/**
 * The distinct scores by falling value: lowering the threshold to `scores[i]` finds `truePositives[i]` of the `positives`
 * and `falsePositives[i]` of the `negatives`. All are rows, or their weights.
 */
export type Ranking = {
  scores: Float64Array;
  truePositives: Float64Array;
  falsePositives: Float64Array;
  positives: number;
  negatives: number;
};

/** Puts rows in order of their scores; `isPositive` says which rows are of the class the scores are about. */
export function rankRows(scores: Float64Array, isPositive: (row: number) => boolean): RankedRows {
  const order = rowsByFallingValue(scores);
  const positive = new Uint8Array(order.length);
  const endsTie = new Uint8Array(order.length);
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!;
    positive[place] = isPositive(row) ? 1 : 0;
    endsTie[place] = place + 1 === order.length || scores[order[place + 1]!] !== scores[row] ? 1 : 0;
  }
  return { order, positive, endsTie, scores };
}

/** Adds up the rows above each distinct score. Rows without weight (a resample's) leave no score behind. */
export function rankingOf({ order, positive, endsTie, scores }: RankedRows, weights: Float64Array): Ranking {
  const steps = {
    scores: new Float64Array(order.length),
    tp: new Float64Array(order.length),
    all: new Float64Array(order.length),
  };
  let [tp, all, count] = [0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    const weight = weights[order[place]!]!;
    all += weight;
    tp += weight * positive[place]!;
    if (endsTie[place] === 0 || all === (count === 0 ? 0 : steps.all[count - 1])) continue;
    steps.scores[count] = scores[order[place]!]!;
    steps.tp[count] = tp;
    steps.all[count] = all;
    count++;
  }
  const truePositives = steps.tp.subarray(0, count);
  return {
    scores: steps.scores.subarray(0, count),
    truePositives,
    falsePositives: steps.all.subarray(0, count).map((seen, i) => seen - truePositives[i]!),
    positives: tp,
    negatives: all - tp,
  };
}

/** Ranks rows by score, every row counting once. */
export const rank = (scores: Float64Array, isPositive: (row: number) => boolean): Ranking =>
  rankingOf(rankRows(scores, isPositive), equalWeights(scores.length));

/** Both areas of one pass over ranked rows. */
export type RankAreas = { auc: Metric; averagePrecision: Metric };

/**
 * ROC AUC: the chance that a positive outranks a negative, ties counting one half. Average precision: Σ (recall step) ×
 * precision, not the trapezoid under the precision-recall curve, which flatters. One pass, for it runs per resample.
 */
export function rankAreas({ order, positive, endsTie }: RankedRows, weights: Float64Array): RankAreas {
  let tp = 0;
  let all = 0;
  let tpBefore = 0;
  let fpBefore = 0;
  let area = 0;
  let total = 0;
  for (let place = 0; place < order.length; place++) {
    const weight = weights[order[place]!]!;
    all += weight;
    tp += weight * positive[place]!;
    if (endsTie[place] === 0) continue;
    const fp = all - tp;
    area += (fp - fpBefore) * (tp + tpBefore);
    // Nought where no positive was added; a branch on that could not be foretold.
    total += all === 0 ? 0 : ((tp - tpBefore) * tp) / all;
    tpBefore = tp;
    fpBefore = fp;
  }
  const averagePrecision = tp === 0 ? unknown('there are no positives to find') : known(total / tp);
  if (tp === 0) return { auc: unknown('there are no positives to rank'), averagePrecision };
  if (all === tp) return { auc: unknown('there are no negatives to rank'), averagePrecision };
  return { auc: known(area / 2 / (tp * (all - tp))), averagePrecision };
}

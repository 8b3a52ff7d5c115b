import { known, type Metric, unknown } from './metric';

/**
 * Log loss in nats: the mean of −ln(probability given to the actual class), one entry per row. Probabilities are
 * clipped to [ε, 1 − ε] with ε = 2.22e-16 as scikit-learn does, so one certain and wrong row costs 36.04.
 */
export function logLoss(probabilityOfTruth: Float64Array): Metric {
  if (probabilityOfTruth.length === 0) return unknown('there are no rows');
  let total = 0;
  for (const probability of probabilityOfTruth) {
    total -= Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability)));
  }
  return known(total / probabilityOfTruth.length);
}

/** Brier score: mean (score − outcome)², the outcome being 1 for positives and 0 for the rest. */
export function brierScore(scores: Float64Array, isPositive: (row: number) => boolean): Metric {
  if (scores.length === 0) return unknown('there are no rows');
  let total = 0;
  for (let row = 0; row < scores.length; row++) total += (scores[row]! - (isPositive(row) ? 1 : 0)) ** 2;
  return known(total / scores.length);
}

import { known, type Metric, unknown } from './metric';
import { quantileOfSorted } from './quantile';
import type { RegressionMetrics } from './report';

/** All metrics of a regression, by name. Both arrays are one number per row, in the unit of the target. */
export function scoreRegression(truth: Float64Array, predicted: Float64Array): RegressionMetrics {
  const rows = truth.length;
  const mean = (total: number): Metric => (rows === 0 ? unknown('there are no rows') : known(total / rows));
  const absolute = truth.map((actual, row) => Math.abs(actual - predicted[row]!));
  let squares = 0;
  let relative = 0;
  for (let row = 0; row < rows; row++) {
    squares += absolute[row]! ** 2;
    relative += absolute[row]! / Math.max(Math.abs(truth[row]!), Number.EPSILON);
  }
  const mse = mean(squares);
  return {
    rmse: mse.value === null ? mse : known(Math.sqrt(mse.value)),
    mae: mean(absolute.reduce((total, error) => total + error, 0)),
    mse,
    r2: explainedVariance(truth, squares),
    mape: mean(relative),
    medae: rows === 0 ? mean(0) : known(quantileOfSorted(absolute.sort(), 0.5)),
  };
}

/** R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)². For a constant target scikit-learn's convention: 1 if all is exact, else 0. */
function explainedVariance(truth: Float64Array, squaredErrors: number): Metric {
  if (truth.length < 2) return unknown('it needs at least two rows');
  if (truth.every((actual) => actual === truth[0])) {
    return known(
      squaredErrors === 0 ? 1 : 0,
      'the actual values are all the same: 1 if every prediction is exact, else 0',
    );
  }
  const mean = meanOf(truth);
  let spread = 0;
  for (const actual of truth) spread += (actual - mean) ** 2;
  return known(1 - squaredErrors / spread);
}

/** Arithmetic mean; NaN without rows. */
export function meanOf(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}

import { known, type Metric, unknown } from './metric';
import { inOrder, rowsByFallingValue } from './order-rows';
import type { RegressionMetrics } from './report';
import { equalWeights } from './weights';

/** What of each row no weight changes; rows stand by rising |error|, so that the median takes no sort per resample. */
export type PreparedRegression = {
  /** Row number by place. */
  rowAt: Int32Array;
  /** By place; all 1 unless rows weigh. */
  weights: Float64Array;
  absolute: Float64Array;
  relative: Float64Array;
  /** The actual value less the mean of all: sums of squares of large values would lose digits. */
  centred: Float64Array;
};

export function prepareRegression(
  truth: Float64Array,
  predicted: Float64Array,
  weights?: Float64Array,
): PreparedRegression {
  const rows = truth.length;
  const errors = new Float64Array(rows);
  const relative = new Float64Array(rows);
  const centred = new Float64Array(rows);
  const mean = meanOf(truth);
  for (let row = 0; row < rows; row++) {
    const actual = truth[row]!;
    errors[row] = Math.abs(actual - predicted[row]!);
    relative[row] = errors[row]! / Math.max(Math.abs(actual), Number.EPSILON);
    centred[row] = actual - mean;
  }
  const rowAt = rowsByFallingValue(errors).reverse();
  return {
    rowAt,
    weights: weights ? inOrder(weights, rowAt) : equalWeights(rows),
    absolute: inOrder(errors, rowAt),
    relative: inOrder(relative, rowAt),
    centred: inOrder(centred, rowAt),
  };
}

/** All metrics of a regression under weights by place: its own, or a resample's. */
export function scoreRegression(
  prepared: PreparedRegression,
  weights: Float64Array = prepared.weights,
): RegressionMetrics {
  const { absolute, relative, centred } = prepared;
  let all = 0;
  let errors = 0;
  let squares = 0;
  let shares = 0;
  let sum = 0;
  let sumOfSquares = 0;
  for (let place = 0; place < absolute.length; place++) {
    const weight = weights[place]!;
    const error = absolute[place]!;
    const actual = centred[place]!;
    all += weight;
    errors += weight * error;
    squares += weight * error * error;
    shares += weight * relative[place]!;
    sum += weight * actual;
    sumOfSquares += weight * actual * actual;
  }
  const mean = (total: number): Metric => (all === 0 ? unknown('there are no rows') : known(total / all));
  const mse = mean(squares);
  return {
    rmse: mse.value === null ? mse : known(Math.sqrt(mse.value)),
    mae: mean(errors),
    mse,
    r2: explainedVariance(prepared, weights, squares, sumOfSquares - (sum * sum) / all),
    mape: mean(shares),
    medae: all === 0 ? mean(0) : known(weightedMedian(prepared, weights, all)),
  };
}

/** R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)². For a constant target scikit-learn's convention: 1 if all is exact, else 0. */
function explainedVariance(
  { centred }: PreparedRegression,
  weights: Float64Array,
  squaredErrors: number,
  spread: number,
): Metric {
  if (centred.length < 2) return unknown('it needs at least two rows');
  if (!(spread > 0) || isConstant(centred, weights)) {
    return known(
      squaredErrors === 0 ? 1 : 0,
      'the actual values are all the same: 1 if every prediction is exact, else 0',
    );
  }
  return known(1 - squaredErrors / spread);
}

function isConstant(centred: Float64Array, weights: Float64Array): boolean {
  let first: number | undefined;
  for (let place = 0; place < centred.length; place++) {
    if (weights[place] === 0) continue;
    first ??= centred[place]!;
    if (centred[place] !== first) return false;
  }
  return true;
}

/** The error at which half the weight is reached; the mean of it and the next where it is reached exactly. */
function weightedMedian({ absolute }: PreparedRegression, weights: Float64Array, all: number): number {
  let place = 0;
  let seen = 0;
  for (; place < absolute.length; place++) {
    seen += weights[place]!;
    if (seen * 2 >= all) break;
  }
  if (seen * 2 > all) return absolute[place]!;
  const next = weights.findIndex((weight, later) => later > place && weight > 0);
  return (absolute[place]! + absolute[next]!) / 2;
}

/** Arithmetic mean; NaN without rows. */
export function meanOf(values: Float64Array, weights?: Float64Array): number {
  let [total, all] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    total += weight * values[row]!;
    all += weight;
  }
  return total / all;
}

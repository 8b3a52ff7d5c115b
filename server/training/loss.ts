import type { Task } from './training-data';

/** What a trainer minimises. */
export type Loss =
  | { readonly objective: 'logistic' | 'softmax' | 'squared' | 'absolute' | 'poisson' }
  /** A score that is too low costs `alpha` a unit, one that is too high 1 - `alpha`. */
  | { readonly objective: 'quantile'; readonly alpha: number }
  /** Half the squared error up to an error of `delta`, straight beyond. */
  | { readonly objective: 'huber'; readonly delta: number };

/** Mean loss of margins (rows × outputs) in plain double: log loss, or squared error for regression. */
export function meanLoss(task: Task, outputs: number, margins: Float64Array, target: Float64Array): number {
  const objective = ({ binary: 'logistic', multiclass: 'softmax', regression: 'squared' } as const)[task];
  return weightedMeanLoss({ objective }, outputs, margins, target);
}

/** Mean of any loss in plain double, weighted by row when there are weights. Margins: rows × outputs, row-major. */
export function weightedMeanLoss(
  loss: Loss,
  outputs: number,
  margins: Float64Array,
  target: Float64Array,
  weights?: Float64Array,
): number {
  const lossOf = rowLoss(loss, outputs, margins, target);
  let sum = 0;
  let weightSum = 0;
  for (let row = 0; row < target.length; row++) {
    const weight = weights ? weights[row]! : 1;
    sum += weight * lossOf(row);
    weightSum += weight;
  }
  return sum / weightSum;
}

function rowLoss(loss: Loss, outputs: number, margins: Float64Array, target: Float64Array): (row: number) => number {
  const residual = (row: number) => margins[row]! - target[row]!;
  switch (loss.objective) {
    case 'logistic':
      return (row) => softplus(target[row] === 1 ? -margins[row]! : margins[row]!);
    case 'softmax':
      return (row) => logSumExp(margins, row * outputs, outputs) - margins[row * outputs + target[row]!]!;
    case 'squared':
      return (row) => residual(row) ** 2;
    case 'absolute':
      return (row) => Math.abs(residual(row));
    case 'quantile':
      return (row) => Math.max((1 - loss.alpha) * residual(row), -loss.alpha * residual(row));
    case 'poisson':
      return (row) => Math.exp(margins[row]!) - target[row]! * margins[row]!;
    case 'huber':
      return (row) => {
        const size = Math.abs(residual(row));
        return size <= loss.delta ? size ** 2 / 2 : loss.delta * (size - loss.delta / 2);
      };
  }
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function logSumExp(values: Float64Array, start: number, count: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + count; i++) largest = Math.max(largest, values[i]!);
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += Math.exp(values[i]! - largest);
  return largest + Math.log(sum);
}

import type { Task } from './training-data';

/** Mean loss of margins (rows × outputs) in plain double: log loss, or squared error for regression. */
export function meanLoss(task: Task, outputs: number, margins: Float64Array, target: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < target.length; row++) {
    const actual = target[row]!;
    if (task === 'regression') sum += (margins[row]! - actual) ** 2;
    else if (task === 'binary') sum += softplus(actual === 1 ? -margins[row]! : margins[row]!);
    else sum += logSumExp(margins, row * outputs, outputs) - margins[row * outputs + actual]!;
  }
  return sum / target.length;
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

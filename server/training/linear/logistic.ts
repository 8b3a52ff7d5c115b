import type { Breather } from '../breather';
import { BLOCK_ROWS, BLOCKS_PER_BREATH, type DesignMatrix } from './design-matrix';
import type { Evaluate } from './lbfgs';

/** A value to minimise, and the part of it that is the data's, without the penalty. */
export interface LogisticLoss {
  evaluate: Evaluate;
  /** Mean log loss at the point evaluated last. */
  lastMeanLoss(): number;
}

/**
 * Mean log loss plus penalty over scaled coefficients. Parameters lie output by output: the coefficient of each
 * feature, then the intercept. One output is logistic regression, more are softmax regression.
 */
export function logisticLoss(
  matrix: DesignMatrix,
  target: Float64Array,
  weights: Float64Array,
  outputs: number,
  l2: number,
  breather: Breather,
): LogisticLoss {
  const { features, blocks, deviations } = matrix;
  const width = features + 1;
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  // The penalty is on coefficients of the features as given: scaled coefficient / deviation.
  const penalties = deviations.map((deviation) => (deviation === 0 ? 0 : l2 / weightSum / deviation ** 2));
  const margins = new Float64Array(BLOCK_ROWS * outputs);
  let meanLoss = 0;

  async function evaluate(x: Float64Array, gradient: Float64Array): Promise<number> {
    let loss = 0;
    gradient.fill(0);
    for (const [place, block] of blocks.entries()) {
      if (place % BLOCKS_PER_BREATH === 0) await breather.breathe();
      const start = place * BLOCK_ROWS;
      const rows = Math.min(BLOCK_ROWS, matrix.rowCount - start);
      for (let output = 0; output < outputs; output++) {
        fillMargins(block, rows, features, x, output * width, margins, output * BLOCK_ROWS);
      }
      loss +=
        outputs === 1
          ? binaryResiduals(margins, rows, target, weights, start)
          : softmaxResiduals(margins, rows, outputs, target, weights, start);
      for (let output = 0; output < outputs; output++) {
        addGradient(block, rows, features, margins, output * BLOCK_ROWS, gradient, output * width);
      }
    }
    meanLoss = loss / weightSum;
    let penalty = 0;
    for (let at = 0; at < x.length; at++) {
      gradient[at]! /= weightSum;
      const strength = penalties[at % width] ?? 0; // Past the features lies the intercept: free.
      gradient[at]! += strength * x[at]!;
      penalty += (strength / 2) * x[at]! ** 2;
    }
    return meanLoss + penalty;
  }

  return { evaluate, lastMeanLoss: () => meanLoss };
}

function fillMargins(
  block: Float64Array,
  rows: number,
  features: number,
  x: Float64Array,
  offset: number,
  margins: Float64Array,
  to: number,
): void {
  margins.fill(x[offset + features]!, to, to + rows);
  // Four columns a pass: margins are read and written a quarter as often.
  let feature = 0;
  for (; feature + 3 < features; feature += 4) {
    const at = offset + feature;
    const x0 = x[at]!;
    const x1 = x[at + 1]!;
    const x2 = x[at + 2]!;
    const x3 = x[at + 3]!;
    const column = feature * rows;
    for (let i = 0; i < rows; i++) {
      const j = column + i;
      margins[to + i]! +=
        x0 * block[j]! + x1 * block[j + rows]! + (x2 * block[j + 2 * rows]! + x3 * block[j + 3 * rows]!);
    }
  }
  for (; feature < features; feature++) {
    const coefficient = x[offset + feature]!;
    const column = feature * rows;
    for (let i = 0; i < rows; i++) margins[to + i]! += coefficient * block[column + i]!;
  }
}

/** Replaces margins by weighted p - y; returns the summed loss. */
function binaryResiduals(
  margins: Float64Array,
  rows: number,
  target: Float64Array,
  weights: Float64Array,
  start: number,
): number {
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const margin = margins[i]!;
    const actual = target[start + i]!;
    const weight = weights[start + i]!;
    const e = Math.exp(-Math.abs(margin));
    const p = margin < 0 ? e / (1 + e) : 1 / (1 + e);
    loss += weight * (Math.max(margin, 0) + Math.log1p(e) - actual * margin);
    margins[i] = weight * (p - actual);
  }
  return loss;
}

/** The same for several outputs, whose margins lie BLOCK_ROWS apart. */
function softmaxResiduals(
  margins: Float64Array,
  rows: number,
  outputs: number,
  target: Float64Array,
  weights: Float64Array,
  start: number,
): number {
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let output = 0; output < outputs; output++) largest = Math.max(largest, margins[output * BLOCK_ROWS + i]!);
    const actual = target[start + i]!;
    const weight = weights[start + i]!;
    const actualMargin = margins[actual * BLOCK_ROWS + i]! - largest;
    let sum = 0;
    for (let output = 0; output < outputs; output++) {
      const at = output * BLOCK_ROWS + i;
      margins[at] = Math.exp(margins[at]! - largest);
      sum += margins[at]!;
    }
    loss += weight * (Math.log(sum) - actualMargin);
    for (let output = 0; output < outputs; output++) {
      const at = output * BLOCK_ROWS + i;
      margins[at] = weight * (margins[at]! / sum - (output === actual ? 1 : 0));
    }
  }
  return loss;
}

function addGradient(
  block: Float64Array,
  rows: number,
  features: number,
  residuals: Float64Array,
  from: number,
  gradient: Float64Array,
  offset: number,
): void {
  // Four sums side by side: one alone would wait for each of its additions to finish.
  let feature = 0;
  for (; feature + 3 < features; feature += 4) {
    const column = feature * rows;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let i = 0; i < rows; i++) {
      const residual = residuals[from + i]!;
      const j = column + i;
      s0 += residual * block[j]!;
      s1 += residual * block[j + rows]!;
      s2 += residual * block[j + 2 * rows]!;
      s3 += residual * block[j + 3 * rows]!;
    }
    const at = offset + feature;
    gradient[at]! += s0;
    gradient[at + 1]! += s1;
    gradient[at + 2]! += s2;
    gradient[at + 3]! += s3;
  }
  for (; feature < features; feature++) {
    const column = feature * rows;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += residuals[from + i]! * block[column + i]!;
    gradient[offset + feature]! += sum;
  }
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += residuals[from + i]!;
  gradient[offset + features]! += sum;
}

import { linkOf, type Model } from '../model';

/**
 * Margins (rows × outputs, row-major) as answers: values of a regression (rows), or probabilities (rows × classes; two
 * columns for a binary task).
 */
export function answersOf(model: Model, margins: Float64Array): Float64Array {
  switch (linkOf(model)) {
    case 'identity':
      return margins;
    case 'log':
      return margins.map((margin) => Math.exp(margin));
    case 'logistic':
      return sigmoidPairs(margins);
    case 'softmax':
      return softmaxRows(margins, model.outputs);
    case 'probability':
      return model.task === 'binary' ? probabilityPairs(margins) : margins.map(clipped);
  }
}

function sigmoidPairs(margins: Float64Array): Float64Array {
  const probabilities = new Float64Array(margins.length * 2);
  margins.forEach((margin, row) => {
    // Both sides by their own exponential: 1 - p would lose the small one.
    probabilities[2 * row] = 1 / (1 + Math.exp(margin));
    probabilities[2 * row + 1] = 1 / (1 + Math.exp(-margin));
  });
  return probabilities;
}

function softmaxRows(margins: Float64Array, outputs: number): Float64Array {
  const probabilities = new Float64Array(margins.length);
  for (let start = 0; start < margins.length; start += outputs) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let output = 0; output < outputs; output++) largest = Math.max(largest, margins[start + output]!);
    let sum = 0;
    for (let output = 0; output < outputs; output++) {
      const power = Math.exp(margins[start + output]! - largest);
      probabilities[start + output] = power;
      sum += power;
    }
    for (let output = 0; output < outputs; output++) probabilities[start + output]! /= sum;
  }
  return probabilities;
}

function probabilityPairs(margins: Float64Array): Float64Array {
  const probabilities = new Float64Array(margins.length * 2);
  margins.forEach((margin, row) => {
    const second = clipped(margin);
    probabilities[2 * row] = 1 - second;
    probabilities[2 * row + 1] = second;
  });
  return probabilities;
}

/** The mean of many leaves may round to just beyond 0 or 1. */
function clipped(margin: number): number {
  return Math.min(1, Math.max(0, margin));
}

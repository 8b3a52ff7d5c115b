import type { LinearModel, Model, TreeNodes, TreesModel } from './model';

/** Probabilities for classes (rowCount × classes, row-major; binary has two columns), values for regression. */
export interface Prediction {
  probabilities?: Float64Array;
  values?: Float64Array;
}

/**
 * Margins: rowCount × outputs, row-major. `columns` are in the order of `model.featureNames`; NaN = missing.
 * Trees add up sequentially in double, so training rows give exactly the scores seen in training.
 */
export function predictRaw(model: Model, columns: Float64Array[], rowCount: number): Float64Array {
  return model.kind === 'trees' ? treesMargins(model, columns, rowCount) : linearMargins(model, columns, rowCount);
}

/** Probabilities or values for `rowCount` rows; see `predictRaw` for what `columns` must be. */
export function predict(model: Model, columns: Float64Array[], rowCount: number): Prediction {
  const margins = predictRaw(model, columns, rowCount);
  if (model.task === 'regression') return { values: margins };
  return { probabilities: model.task === 'binary' ? sigmoidPairs(margins) : softmaxRows(margins, model.outputs) };
}

/** Adds a tree's leaf values to `margins[row * outputs + output]`. */
export function addTree(
  nodes: TreeNodes,
  columns: Float64Array[],
  rowCount: number,
  margins: Float64Array,
  outputs: number,
  output: number,
): void {
  const feature = Int32Array.from(nodes.feature);
  const threshold = Float64Array.from(nodes.threshold);
  const left = Int32Array.from(nodes.left);
  const right = Int32Array.from(nodes.right);
  const missingLeft = Uint8Array.from(nodes.missingLeft);
  for (let row = 0; row < rowCount; row++) {
    let node = 0;
    let split = feature[0]!;
    while (split >= 0) {
      const x = columns[split]![row]!;
      const goesLeft = x <= threshold[node]! || (Number.isNaN(x) && missingLeft[node] === 1);
      node = goesLeft ? left[node]! : right[node]!;
      split = feature[node]!;
    }
    const at = row * outputs + output;
    margins[at] = margins[at]! + nodes.value[node]!;
  }
}

function treesMargins(model: TreesModel, columns: Float64Array[], rowCount: number): Float64Array {
  const margins = new Float64Array(rowCount * model.outputs);
  for (let at = 0; at < margins.length; at++) margins[at] = model.init[at % model.outputs]!;
  for (const tree of model.trees) addTree(tree.nodes, columns, rowCount, margins, model.outputs, tree.output);
  return margins;
}

function linearMargins(model: LinearModel, columns: Float64Array[], rowCount: number): Float64Array {
  const { outputs } = model;
  const margins = new Float64Array(rowCount * outputs);
  for (let output = 0; output < outputs; output++) {
    for (let row = 0; row < rowCount; row++) margins[row * outputs + output] = model.intercepts[output]!;
    model.coefficients[output]!.forEach((coefficient, feature) => {
      const column = columns[feature]!;
      for (let row = 0; row < rowCount; row++) margins[row * outputs + output]! += coefficient * column[row]!;
    });
  }
  return margins;
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

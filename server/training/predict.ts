import type { LinearModel, Model } from './model';
import { calibrate } from './predict/calibrate';
import { answersOf } from './predict/links';
import { treesMargins } from './predict/trees';

export { addTree } from './predict/trees';

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

/** Probabilities (calibrated, when the model is) or values for `rowCount` rows; see `predictRaw` for `columns`. */
export function predict(model: Model, columns: Float64Array[], rowCount: number): Prediction {
  return predictFromMargins(model, predictRaw(model, columns, rowCount));
}

/** What the model answers where its margins are these (rows × outputs, row-major). */
export function predictFromMargins(model: Model, margins: Float64Array): Prediction {
  const answers = answersOf(model, margins);
  if (model.task === 'regression') return { values: answers };
  const { calibration } = model;
  return { probabilities: calibration ? calibrate(answers, Math.max(2, model.outputs), calibration) : answers };
}

function linearMargins(model: LinearModel, columns: Float64Array[], rowCount: number): Float64Array {
  const { outputs } = model;
  const margins = new Float64Array(rowCount * outputs);
  for (let output = 0; output < outputs; output++) {
    for (let row = 0; row < rowCount; row++) margins[row * outputs + output] = model.intercepts[output]!;
    // A baseline reads nothing, not even a missing value, which times 0 would still be missing.
    if (model.family === 'baseline') continue;
    model.coefficients[output]!.forEach((coefficient, feature) => {
      const column = columns[feature]!;
      for (let row = 0; row < rowCount; row++) margins[row * outputs + output]! += coefficient * column[row]!;
    });
  }
  return margins;
}

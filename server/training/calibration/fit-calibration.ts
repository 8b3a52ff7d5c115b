import type { Calibration, Model } from '../model';
import { predict } from '../predict';
import { logits } from '../predict/calibrate';
import { TrainingError } from '../training-error';
import { fitIsotonic } from './isotonic';
import { fitPlatt } from './platt';

export interface CalibrationSettings {
  method: Calibration['method'];
  /** One non-negative weight per row; 1 when absent. */
  weights?: Float64Array;
}

/**
 * Learns how often the model's probabilities come true, on rows it was not fitted on. `columns` as for `predict`,
 * `target`: class indexes. A calibration the model has is left out of account: the new one is to take its place. Throws
 * a TrainingError for models of numbers, and for rows that cannot tell.
 */
export function fitCalibration(
  model: Model,
  columns: Float64Array[],
  target: Float64Array,
  rowCount: number,
  { method, weights }: CalibrationSettings,
): Calibration {
  if (model.task === 'regression') {
    throw new TrainingError(
      'bad-target',
      'A model that predicts numbers has no probabilities to calibrate. Take this step out.',
    );
  }
  if (rowCount === 0) throw new TrainingError('no-rows', 'There are no rows to calibrate on.');
  const classes = model.classes!;
  const { calibration: _, ...bare } = model;
  const probabilities = predict(bare, columns, rowCount).probabilities!;
  return fitCurves(probabilities, classes, target, method, weights ?? new Float64Array(rowCount).fill(1));
}

/** The same from the probabilities (rows × classes) that the model without calibration gives. */
export function fitCurves(
  probabilities: Float64Array,
  classes: readonly string[],
  target: Float64Array,
  method: Calibration['method'],
  weights: Float64Array,
): Calibration {
  checkClasses(classes, target, weights, method);
  const width = classes.length;
  const fitted = width === 2 ? [1] : classes.map((_, index) => index);
  const isOf = (index: number) => target.map((actual) => (actual === index ? 1 : 0));
  if (method === 'platt') {
    const curves = fitted.map((index) => fitPlatt(logits(probabilities, width, index), isOf(index), weights));
    return { method, curves };
  }
  const own = (index: number) => Float64Array.from(target, (_, row) => probabilities[row * width + index]!);
  return { method, curves: fitted.map((index) => fitIsotonic(own(index), isOf(index), weights)) };
}

function checkClasses(
  classes: readonly string[],
  target: Float64Array,
  weights: Float64Array,
  method: Calibration['method'],
): void {
  const sums = classes.map(() => 0);
  target.forEach((actual, row) => {
    sums[actual]! += weights[row]!;
  });
  const absent = classes.filter((_, index) => sums[index] === 0);
  if (absent.length >= classes.length - 1) {
    const only = classes.find((_, index) => sums[index]! > 0);
    throw new TrainingError(
      'single-class',
      only === undefined
        ? 'Every row to calibrate on has a weight of 0.'
        : `Every row to calibrate on has the same class, ${only}: they cannot say how often a probability comes true.`,
    );
  }
  if (method === 'isotonic' && absent.length > 0) {
    throw new TrainingError(
      'single-class',
      `No row to calibrate on has the class ${absent[0]}, and an isotonic curve would call it impossible. Use Platt scaling, or more rows.`,
    );
  }
}

import type { Calibration } from '../model';
import { calibrate } from '../predict/calibrate';
import { TrainingError } from '../training-error';
import { fitCurves } from './fit-calibration';

const FOLDS = 5;

/**
 * What calibration does to rows that it did not see: each fifth is calibrated by curves fitted on the other four.
 * Rows are dealt in turn within their class, so that every fold has all classes. Undefined where there are too few of one.
 */
export function crossFit(
  probabilities: Float64Array,
  classes: readonly string[],
  target: Float64Array,
  method: Calibration['method'],
  weights: Float64Array,
): Float64Array | undefined {
  const width = classes.length;
  const folds = deal(target, width);
  const answers = new Float64Array(probabilities.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = weights.map((weight, row) => (folds[row] === fold ? 0 : weight));
    let curves: Calibration;
    try {
      curves = fitCurves(probabilities, classes, target, method, others);
    } catch (error) {
      if (error instanceof TrainingError) return undefined;
      throw error;
    }
    const calibrated = calibrate(probabilities, width, curves);
    for (let at = 0; at < answers.length; at++) {
      if (folds[Math.floor(at / width)] === fold) answers[at] = calibrated[at]!;
    }
  }
  return answers;
}

function deal(target: Float64Array, classes: number): Uint8Array {
  const next = new Uint8Array(classes);
  return Uint8Array.from(target, (actual) => {
    const fold = next[actual]!;
    next[actual] = (fold + 1) % FOLDS;
    return fold;
  });
}

import type { BootstrapSettings } from './bootstrap';
import type { ConstantAnswer } from './report';
import { checkWeights } from './weights';

/** What a classifier said about rows whose class is known. */
export type ClassificationInput = {
  /** Class names, in the order of the probability columns; at least one. */
  classes: string[];
  /** With two classes, the one to be found; the second where not said. Ignored with more classes. */
  positive?: string;
  /** Actual class of each row, as an index into `classes`. */
  truth: Int32Array;
  /** rows × classes, row-major; numbers from 0 to 1. */
  probabilities: Float64Array;
  /** With two classes, the score at which a row is decided to be positive; 0.5 where not said. */
  threshold?: number;
  /** One per row, not negative; 1 where absent. They weigh the metrics; counts of rows stay counts. */
  weights?: Float64Array;
  /** What the model would say without its calibration; same shape as the probabilities. */
  uncalibrated?: Float64Array;
  /** Training rows per class: what the baseline knows. Absent, it knows those of the judged rows. */
  trainingCounts?: readonly number[];
  /** More baselines, by what they say of every row. */
  otherBaselines?: readonly ConstantAnswer[];
  /** Ask for confidence intervals of every metric. */
  intervals?: BootstrapSettings;
};

/** Throws a RangeError that names the row for data no metric could be computed from; it is a bug of the caller. */
export function checkClassificationInput({ classes, truth, probabilities, weights }: ClassificationInput): void {
  if (classes.length === 0) throw new RangeError('A classification needs at least one class.');
  if (probabilities.length !== truth.length * classes.length) {
    throw new RangeError(
      `${truth.length} rows of ${classes.length} classes need ${truth.length * classes.length} probabilities, not ${probabilities.length}.`,
    );
  }
  const unknownClass = truth.findIndex((index) => index < 0 || index >= classes.length);
  if (unknownClass >= 0) {
    throw new RangeError(
      `Row ${unknownClass} has class ${truth[unknownClass]}, but the classes are 0 to ${classes.length - 1}.`,
    );
  }
  const notANumber = probabilities.findIndex((probability) => !Number.isFinite(probability));
  if (notANumber >= 0) {
    throw new RangeError(
      `Row ${Math.floor(notANumber / classes.length)} has a probability that is not a finite number.`,
    );
  }
  checkWeights(weights, truth.length);
}

/** Index of the positive class, or null where there are not exactly two. */
export function positiveIndex({ classes, positive }: ClassificationInput): number | null {
  if (classes.length !== 2) return null;
  if (positive === undefined) return 1;
  const index = classes.indexOf(positive);
  if (index < 0)
    throw new RangeError(
      `The positive class “${positive}” is none of ${classes.map((name) => `“${name}”`).join(', ')}.`,
    );
  return index;
}

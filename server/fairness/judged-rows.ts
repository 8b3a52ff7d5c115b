import type { SliceTask } from './slice-metrics';

/** What a model said of rows whose truth is known; every array has one entry per row. */
export type JudgedRows = JudgedClasses | JudgedNumbers;

export type JudgedClasses = {
  task: 'classification';
  /** 1 where the decided class is the actual one. */
  correct: Uint8Array;
  /** −ln of the probability given to the actual class. */
  logLoss: Float64Array;
  /** About one outcome; absent for many classes of which none was named. */
  outcome?: {
    /** Its name: the class that it is good to be given. */
    favourable: string;
    /** 1 where it is the actual class. */
    actual: Uint8Array;
    /** 1 where it is the decided class. */
    selected: Uint8Array;
    /** The probability given to it. */
    score: Float64Array;
  };
};

export type JudgedNumbers = { task: 'regression'; actual: Float64Array; predicted: Float64Array };

export const rowsOf = (rows: JudgedRows): number =>
  rows.task === 'regression' ? rows.actual.length : rows.correct.length;

export const sliceTaskOf = (rows: JudgedRows): SliceTask =>
  rows.task === 'regression' ? 'regression' : rows.outcome ? 'two-classes' : 'classes';

/**
 * Decided classes and losses from the probabilities (rows × classes, row-major). `decided` are class indexes as serving
 * would decide them; `favourable` is an index, or null where no outcome counts as being selected.
 */
export function judgeClasses(input: {
  classes: readonly string[];
  truth: Int32Array;
  decided: Int32Array;
  probabilities: Float64Array;
  favourable: number | null;
}): JudgedClasses {
  const { classes, truth, decided, probabilities, favourable } = input;
  const width = classes.length;
  // Clipped as scikit-learn does, so that one certain and wrong row costs 36.04.
  const lossOf = (probability: number) =>
    -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability)));
  const judged: JudgedClasses = {
    task: 'classification',
    correct: Uint8Array.from(truth, (actual, row) => (actual === decided[row] ? 1 : 0)),
    logLoss: Float64Array.from(truth, (actual, row) => lossOf(probabilities[row * width + actual]!)),
  };
  if (favourable === null) return judged;
  return {
    ...judged,
    outcome: {
      favourable: classes[favourable]!,
      actual: Uint8Array.from(truth, (actual) => (actual === favourable ? 1 : 0)),
      selected: Uint8Array.from(decided, (one) => (one === favourable ? 1 : 0)),
      score: Float64Array.from(truth, (_, row) => probabilities[row * width + favourable]!),
    },
  };
}

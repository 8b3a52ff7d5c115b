import { binOf, CALIBRATION_BINS } from './calibration';
import type { ClassificationInput } from './classification-input';
import { decideAtThreshold, decideMostProbable, scoresOfClass } from './decide';
import { inOrder, rowsByFallingValue } from './order-rows';
import { type RankedRows, rankRows } from './ranking';
import { equalWeights } from './weights';

/** A classification whose decisions are made: the model's, or a baseline's. Shapes as in ClassificationInput. */
export type DecidedClassification = {
  classes: string[];
  /** Index of the positive class, null unless there are two. */
  positive: number | null;
  truth: Int32Array;
  probabilities: Float64Array;
  decided: Int32Array;
  weights?: Float64Array | undefined;
};

/**
 * All that metrics need of a row and that no weight changes, so that measuring under other weights (a resample) is a few
 * passes without a sort, a logarithm or a guess of the processor. Rows stand in an order of their own, by place: with two
 * classes by falling score, else by what was decided, so that whatever is counted apart stands together (`segments`).
 */
export type PreparedClassification = {
  classes: string[];
  positive: number | null;
  rows: number;
  /** Row number by place. */
  rowAt: Int32Array;
  /** −ln of the probability given to the actual class, clipped. */
  logLoss: Float64Array;
  /** Squared distance of the scores to the outcome: of the positive class with two classes, else over all. */
  squared: Float64Array;
  /** Score whose calibration is asked about: of the positive class, or of the class decided for. */
  confidence: Float64Array;
  /** 1 where what the confidence is about came true. */
  came: Uint8Array;
  segments: Segment[];
  /** Of the positive class alone with two classes, else one per class; `order` holds places. */
  ranked: RankedRows[];
  /** By place; all 1 unless rows weigh. */
  weights: Float64Array;
};

/** Places from `start` to before `end` with one decision and one bin of confidence. */
export type Segment = {
  start: number;
  end: number;
  bin: number;
  /** Cell (actual × classes + decided) of the rows that came true, and of the others. */
  cameCell: number;
  otherCell: number;
};

/** Decides by the threshold (two classes, 0.5 where not said) or the highest probability, and prepares. */
export function decideAndPrepare(
  {
    classes,
    truth,
    threshold = 0.5,
    weights,
  }: Pick<ClassificationInput, 'classes' | 'truth' | 'threshold' | 'weights'>,
  probabilities: Float64Array,
  positive: number | null,
): PreparedClassification {
  const decided =
    positive === null
      ? decideMostProbable(probabilities, classes.length)
      : decideAtThreshold(scoresOfClass(probabilities, classes.length, positive), threshold, positive);
  return prepareClassification({ classes, positive, truth, probabilities, decided, weights });
}

export function prepareClassification(input: DecidedClassification): PreparedClassification {
  const { classes, positive, truth, decided, probabilities, weights } = input;
  const width = classes.length;
  const rows = truth.length;
  const bin = (row: number) => binOf(probabilities[row * width + (positive ?? decided[row]!)]!, CALIBRATION_BINS);
  const rowAt = rowsByFallingValue(
    positive === null ? segmentKeys(input, bin) : scoresOfClass(probabilities, width, positive),
  );
  const prepared: PreparedClassification = {
    classes,
    positive,
    rows,
    rowAt,
    logLoss: new Float64Array(rows),
    squared: new Float64Array(rows),
    confidence: new Float64Array(rows),
    came: new Uint8Array(rows),
    segments: [],
    ranked: (positive === null ? classes.map((_, c) => c) : [positive]).map((c) =>
      rankRows(inOrder(scoresOfClass(probabilities, width, c), rowAt), (place) => truth[rowAt[place]!] === c),
    ),
    weights: weights ? inOrder(weights, rowAt) : equalWeights(rows),
  };
  for (let place = 0; place < rows; place++) {
    const row = rowAt[place]!;
    const actual = truth[row]!;
    const about = positive ?? decided[row]!;
    const score = probabilities[row * width + about]!;
    prepared.confidence[place] = score;
    prepared.came[place] = actual === about ? 1 : 0;
    // With two classes only the positive score counts, so that rounding in the other column cannot matter.
    const ofTruth = positive === null ? probabilities[row * width + actual]! : actual === positive ? score : 1 - score;
    prepared.logLoss[place] = logLossOf(ofTruth);
    prepared.squared[place] = positive === null ? squaredOver(probabilities, row, width, actual) : (1 - ofTruth) ** 2;
    extend(prepared.segments, place, bin(row), positive, actual, decided[row]!, width);
  }
  return prepared;
}

/** A number per row that is the same for rows of one bin, actual and decided class. */
function segmentKeys({ classes, truth, decided }: DecidedClassification, bin: (row: number) => number): Float64Array {
  const keys = new Float64Array(truth.length);
  for (let row = 0; row < keys.length; row++) {
    keys[row] = (bin(row) * classes.length + truth[row]!) * classes.length + decided[row]!;
  }
  return keys;
}

/** Puts a place into the segment that ends before it, or begins another. */
function extend(
  segments: Segment[],
  place: number,
  bin: number,
  positive: number | null,
  actual: number,
  decided: number,
  width: number,
): void {
  const cameCell = (positive ?? actual) * width + decided;
  const otherCell = (positive === null ? actual : 1 - positive) * width + decided;
  const last = segments[segments.length - 1];
  if (last && last.bin === bin && last.cameCell === cameCell && last.otherCell === otherCell) last.end = place + 1;
  else segments.push({ start: place, end: place + 1, bin, cameCell, otherCell });
}

/** Clipped to [ε, 1 − ε] with ε = 2.22e-16 as scikit-learn does, so one certain and wrong row costs 36.04 nats. */
export const logLossOf = (probability: number): number =>
  -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability)));

function squaredOver(probabilities: Float64Array, row: number, width: number, actual: number): number {
  let total = 0;
  for (let c = 0; c < width; c++) total += (probabilities[row * width + c]! - (c === actual ? 1 : 0)) ** 2;
  return total;
}

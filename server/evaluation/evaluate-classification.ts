import { calibrationBins } from './calibration';
import { constantBaseline, majorityBaseline } from './classification-baseline';
import { type ClassificationInput, checkClassificationInput, positiveIndex } from './classification-input';
import { withIntervals } from './classification-intervals';
import { precisionRecallCurve, rocCurve } from './curves';
import { decisionsOf } from './decisions';
import { histogram } from './histogram';
import { decideAndPrepare, type PreparedClassification } from './prepare-classification';
import { rankingOf } from './ranking';
import type { BinaryCurves, ClassificationReport, MulticlassCurves, Uncalibrated } from './report';
import { scoreClassification } from './score-classification';

/**
 * Compares a classifier's probabilities with the actual classes. Two classes are decided by the threshold (s >= t),
 * more by the highest probability. Plain JSON out; throws a RangeError only for shapes that do not fit together.
 */
export function evaluateClassification(input: ClassificationInput): ClassificationReport {
  checkClassificationInput(input);
  const { classes, truth, threshold = 0.5, intervals, otherBaselines } = input;
  const positive = positiveIndex(input);
  const prepared = decideAndPrepare(input, input.probabilities, positive);
  const plain = scoreClassification(prepared);
  const found = intervals && withIntervals(prepared, plain, intervals, input.weights !== undefined);
  const { confusion, metrics, perClass } = found?.scores ?? plain;
  const classCounts = classes.map(() => 0);
  for (const actual of truth) classCounts[actual]!++;
  const counts = input.trainingCounts ?? classCounts;
  const known = { classes, positive, truth, weights: input.weights };
  return {
    task: 'classification',
    rows: truth.length,
    classes: [...classes],
    classCounts,
    positive: positive === null ? null : classes[positive]!,
    threshold: positive === null ? null : threshold,
    confusion: confusion.cells,
    metrics,
    perClass,
    binary: positive === null ? null : binaryCurves(prepared, input),
    multiclass: positive === null ? multiclassCurves(prepared, classCounts) : null,
    baseline: majorityBaseline(known, counts, counts !== classCounts),
    ...(otherBaselines ? { otherBaselines: otherBaselines.map((said) => constantBaseline(known, said)) } : {}),
    ...(input.uncalibrated
      ? { uncalibrated: beforeCalibration(decideAndPrepare(input, input.uncalibrated, positive)) }
      : {}),
    ...(found ? { intervals: { ...intervals!, resamples: found.resamples } } : {}),
    ...(input.weights ? { isWeighted: true } : {}),
  };
}

function binaryCurves(prepared: PreparedClassification, { truth, threshold = 0.5 }: ClassificationInput): BinaryCurves {
  const { classes, confidence, rowAt } = prepared;
  const ranking = rankingOf(prepared.ranked[0]!, prepared.weights);
  const scoreCounts = classes.map((name, c) => ({
    class: name,
    ...histogram(
      confidence.filter((_, place) => truth[rowAt[place]!] === c),
      0,
      1,
      20,
    ),
  }));
  return {
    roc: rocCurve(ranking),
    precisionRecall: precisionRecallCurve(ranking),
    calibration: reliabilityOf(prepared),
    decisions: decisionsOf(ranking, [threshold]),
    scoreHistogram: {
      edges: scoreCounts[0]!.edges,
      classes: scoreCounts.map(({ class: name, counts }) => ({ class: name, counts })),
    },
  };
}

const MOST_CLASSES = 12;

function multiclassCurves(prepared: PreparedClassification, classCounts: readonly number[]): MulticlassCurves {
  const byRows = classCounts.map((_, c) => c).sort((a, b) => classCounts[b]! - classCounts[a]! || a - b);
  return {
    classes: byRows.slice(0, MOST_CLASSES).map((c) => {
      const ranking = rankingOf(prepared.ranked[c]!, prepared.weights);
      return {
        class: prepared.classes[c]!,
        roc: rocCurve(ranking, 100),
        precisionRecall: precisionRecallCurve(ranking, 100),
      };
    }),
    calibration: reliabilityOf(prepared),
  };
}

const reliabilityOf = ({ confidence, came }: PreparedClassification) =>
  calibrationBins(confidence, (row) => came[row] === 1);

function beforeCalibration(prepared: PreparedClassification): Uncalibrated {
  const { log_loss, brier, ece } = scoreClassification(prepared).metrics;
  return { calibration: reliabilityOf(prepared), metrics: { log_loss, brier, ece } };
}

import { calibrationBins } from './calibration';
import { majorityBaseline } from './classification-baseline';
import { type ClassificationInput, checkClassificationInput, positiveIndex } from './classification-input';
import { precisionRecallCurve, rocCurve } from './curves';
import { decideAtThreshold, decideMostProbable, scoresOfClass } from './decide';
import { histogram } from './histogram';
import type { Ranking } from './ranking';
import type { BinaryCurves, ClassificationReport } from './report';
import { scoreClassification } from './score-classification';

/**
 * Compares a classifier's probabilities with the actual classes. Two classes are decided by the threshold (s >= t),
 * more by the highest probability. Plain JSON out; throws a RangeError only for shapes that do not fit together.
 */
export function evaluateClassification(input: ClassificationInput): ClassificationReport {
  checkClassificationInput(input);
  const { classes, truth, probabilities, threshold = 0.5 } = input;
  const positive = positiveIndex(input);
  const positiveScores = positive === null ? null : scoresOfClass(probabilities, classes.length, positive);
  const decided =
    positive === null || positiveScores === null
      ? decideMostProbable(probabilities, classes.length)
      : decideAtThreshold(positiveScores, threshold, positive);
  const { confusion, metrics, perClass, rankings } = scoreClassification({
    classes,
    positive,
    truth,
    probabilities,
    decided,
  });
  return {
    task: 'classification',
    rows: truth.length,
    classes: [...classes],
    classCounts: confusion.actual,
    positive: positive === null ? null : classes[positive]!,
    threshold: positive === null ? null : threshold,
    confusion: confusion.cells,
    metrics,
    perClass,
    binary:
      positive === null || positiveScores === null
        ? null
        : curves(classes, truth, positiveScores, rankings[positive]!, positive),
    baseline: majorityBaseline(classes, positive, truth, confusion.actual),
  };
}

function curves(
  classes: readonly string[],
  truth: Int32Array,
  scores: Float64Array,
  ranking: Ranking,
  positive: number,
): BinaryCurves {
  const isPositive = (row: number) => truth[row] === positive;
  const scoreCounts = classes.map((name, c) => ({
    class: name,
    ...histogram(
      scores.filter((_, row) => truth[row] === c),
      0,
      1,
      20,
    ),
  }));
  return {
    roc: rocCurve(ranking),
    precisionRecall: precisionRecallCurve(ranking),
    calibration: calibrationBins(scores, isPositive),
    scoreHistogram: {
      edges: scoreCounts[0]!.edges,
      classes: scoreCounts.map(({ class: name, counts }) => ({ class: name, counts })),
    },
  };
}

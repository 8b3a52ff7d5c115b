import { accuracy, balancedAccuracy, cohenKappa, matthewsCorrelation } from './agreement';
import { calibrationBins, expectedCalibrationError } from './calibration';
import { averageRatios, ratiosOfClass } from './class-scores';
import { type Confusion, crossTabulate } from './confusion';
import { scoresOfClass } from './decide';
import { known, type Metric, unknown } from './metric';
import { brierScore, logLoss } from './probability-losses';
import { averagePrecision, type Ranking, rank, rocAuc } from './ranking';
import type { ClassificationMetrics, ClassScore } from './report';

/** A classification whose decisions are made: the model's, or a baseline's. Shapes as in ClassificationInput. */
export type DecidedClassification = {
  classes: string[];
  /** Index of the positive class, null unless there are two. */
  positive: number | null;
  truth: Int32Array;
  probabilities: Float64Array;
  decided: Int32Array;
};

/** `rankings` has one entry per class: its scores against the rest, for whoever draws the curves. */
export type ClassificationScores = {
  confusion: Confusion;
  perClass: ClassScore[];
  rankings: Ranking[];
  metrics: ClassificationMetrics;
};

/** All metrics of a classification, by name. */
export function scoreClassification(input: DecidedClassification): ClassificationScores {
  const { classes, positive, truth, decided, probabilities } = input;
  const confusion = crossTabulate(truth, decided, classes.length);
  const rankings = classes.map((_, c) =>
    rank(scoresOfClass(probabilities, classes.length, c), (row) => truth[row] === c),
  );
  const perClass = classes.map(
    (name, c): ClassScore => ({
      class: name,
      actual: confusion.actual[c]!,
      predicted: confusion.predicted[c]!,
      ...ratiosOfClass(confusion, c, name),
      auc: rocAuc(rankings[c]!),
    }),
  );
  const { macro, micro, weighted } = averageRatios(confusion, perClass);
  return {
    confusion,
    perClass,
    rankings,
    metrics: {
      accuracy: accuracy(confusion),
      balanced_accuracy: balancedAccuracy(confusion),
      mcc: matthewsCorrelation(confusion),
      kappa: cohenKappa(confusion),
      macro_precision: macro.precision,
      macro_recall: macro.recall,
      macro_f1: macro.f1,
      micro_precision: micro.precision,
      micro_recall: micro.recall,
      micro_f1: micro.f1,
      weighted_precision: weighted.precision,
      weighted_recall: weighted.recall,
      weighted_f1: weighted.f1,
      log_loss: logLoss(probabilitiesOfTruth(input)),
      ...(positive === null
        ? oneAgainstRest(perClass)
        : oneClassSought(input, positive, perClass[positive]!, rankings[positive]!)),
    },
  };
}

type TaskMetrics = Pick<
  ClassificationMetrics,
  'auc' | 'average_precision' | 'precision' | 'recall' | 'f1' | 'brier' | 'ece'
>;

function oneClassSought(
  { classes, truth, probabilities }: DecidedClassification,
  positive: number,
  found: ClassScore,
  ranking: Ranking,
): TaskMetrics {
  const scores = scoresOfClass(probabilities, classes.length, positive);
  const isPositive = (row: number) => truth[row] === positive;
  return {
    auc: found.auc,
    average_precision: averagePrecision(ranking),
    precision: found.precision,
    recall: found.recall,
    f1: found.f1,
    brier: brierScore(scores, isPositive),
    ece: expectedCalibrationError(calibrationBins(scores, isPositive)),
  };
}

function oneAgainstRest(perClass: readonly ClassScore[]): TaskMetrics {
  const twoOnly = unknown('it is defined for two classes only; the macro averages are its counterpart');
  const aucs = perClass.flatMap(({ auc }) => (auc.value === null ? [] : [auc.value]));
  return {
    auc: meanAuc(aucs, perClass.length),
    average_precision: twoOnly,
    precision: twoOnly,
    recall: twoOnly,
    f1: twoOnly,
    brier: twoOnly,
    ece: twoOnly,
  };
}

function meanAuc(aucs: readonly number[], classes: number): Metric {
  if (aucs.length === 0) return unknown('fewer than two classes occur in the actual values');
  const caveat =
    aucs.length < classes ? `averaged over the ${aucs.length} of ${classes} classes that occur` : undefined;
  return known(aucs.reduce((total, auc) => total + auc, 0) / aucs.length, caveat);
}

/** With two classes only the positive score counts, so that rounding in the other column cannot matter. */
function probabilitiesOfTruth({ classes, positive, truth, probabilities }: DecidedClassification): Float64Array {
  return Float64Array.from(truth, (actual, row) => {
    if (positive === null) return probabilities[row * classes.length + actual]!;
    const score = probabilities[row * classes.length + positive]!;
    return actual === positive ? score : 1 - score;
  });
}

import { accuracy, balancedAccuracy, cohenKappa, matthewsCorrelation } from './agreement';
import { CALIBRATION_BINS, calibrationError } from './calibration';
import { averageRatios, ratiosOfClass } from './class-scores';
import { type Confusion, confusionOf } from './confusion';
import { known, type Metric, ratio, unknown } from './metric';
import type { PreparedClassification } from './prepare-classification';
import { type RankAreas, rankAreas } from './ranking';
import type { ClassificationMetrics, ClassScore } from './report';

/** `confusion` is weighted; so are the rows of `perClass`. */
export type ClassificationScores = { confusion: Confusion; perClass: ClassScore[]; metrics: ClassificationMetrics };

/** All metrics of a classification under weights by place: its own, or a resample's. */
export function scoreClassification(
  prepared: PreparedClassification,
  weights: Float64Array = prepared.weights,
): ClassificationScores {
  const { classes, positive } = prepared;
  const { confusion, logLoss, brier, ece } = sumsOf(prepared, weights);
  const areas = prepared.ranked.map((ranked) => rankAreas(ranked, weights));
  const perClass = classes.map(
    (name, c): ClassScore => ({
      class: name,
      actual: confusion.actual[c]!,
      predicted: confusion.predicted[c]!,
      ...ratiosOfClass(confusion, c, name),
      // With two classes, ranking the one is ranking the other.
      auc: areas[positive === null ? c : 0]!.auc,
    }),
  );
  const { macro, micro, weighted } = averageRatios(confusion, perClass);
  return {
    confusion,
    perClass,
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
      log_loss: logLoss,
      brier,
      ece,
      ...(positive === null ? oneAgainstRest(areas) : { ...ratiosOf(perClass[positive]!), ...ranks(areas[0]!) }),
    },
  };
}

/** One pass by segments: within one, all that is counted stays in registers. */
function sumsOf(
  { classes, segments, logLoss, squared, confidence, came }: PreparedClassification,
  weights: Float64Array,
) {
  const cells = new Float64Array(classes.length ** 2);
  const binRows = new Float64Array(CALIBRATION_BINS);
  const binCame = new Float64Array(CALIBRATION_BINS);
  const binScores = new Float64Array(CALIBRATION_BINS);
  let losses = 0;
  let squares = 0;
  for (const { start, end, bin, cameCell, otherCell } of segments) {
    let all = 0;
    let cameTrue = 0;
    let scores = 0;
    for (let place = start; place < end; place++) {
      const weight = weights[place]!;
      all += weight;
      cameTrue += weight * came[place]!;
      scores += weight * confidence[place]!;
      losses += weight * logLoss[place]!;
      squares += weight * squared[place]!;
    }
    cells[cameCell]! += cameTrue;
    cells[otherCell]! += all - cameTrue;
    binRows[bin]! += all;
    binCame[bin]! += cameTrue;
    binScores[bin]! += scores;
  }
  const confusion = confusionOf(cells, classes.length);
  return {
    confusion,
    logLoss: ratio(losses, confusion.rows, 'there are no rows'),
    brier: ratio(squares, confusion.rows, 'there are no rows'),
    ece: calibrationError(binRows, binCame, binScores),
  };
}

const ratiosOf = ({ precision, recall, f1 }: ClassScore) => ({ precision, recall, f1 });
const ranks = ({ auc, averagePrecision }: RankAreas) => ({ auc, average_precision: averagePrecision });

function oneAgainstRest(areas: readonly RankAreas[]) {
  const twoOnly = unknown('it is defined for two classes only; the macro averages are its counterpart');
  return {
    auc: meanOverClasses(
      areas.map(({ auc }) => auc),
      'fewer than two classes occur in the actual values',
    ),
    average_precision: meanOverClasses(
      areas.map(({ averagePrecision }) => averagePrecision),
      'there are no rows',
    ),
    precision: twoOnly,
    recall: twoOnly,
    f1: twoOnly,
  };
}

function meanOverClasses(metrics: readonly Metric[], absent: string): Metric {
  const values = metrics.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return unknown(absent);
  const caveat =
    values.length < metrics.length
      ? `averaged over the ${values.length} of ${metrics.length} classes that occur`
      : undefined;
  return known(values.reduce((total, value) => total + value, 0) / values.length, caveat);
}

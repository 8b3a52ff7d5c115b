/**
 * The metrics of a group of rows, each a function of a few sums over its rows, so that the same lines give the value, the
 * resamples and the whole table. Definitions and names are those of `server/evaluation`, where it has them.
 */
export const SUMS = [
  'rows',
  'correct',
  'positives',
  'selected',
  'hits',
  'logLoss',
  'score',
  'squaredDistance',
  'rankArea',
  'precisionSteps',
  'absoluteError',
  'squaredError',
  'error',
  'actual',
  'squaredActual',
] as const;
export type SumName = (typeof SUMS)[number];
/** Sums over (weighted) rows; those that a task does not have are 0. */
export type Sums = Record<SumName, number>;

export type SliceTask = 'two-classes' | 'classes' | 'regression';

export type SliceMetric = {
  name: string;
  title: string;
  tasks: readonly SliceTask[];
  /** Which way is worse; `selection` and `base` rates are neither good nor bad, their lowest group comes first. */
  better: 'higher' | 'lower' | 'zero' | 'neither';
  description: string;
  /** NaN where it is not defined. */
  of: (sums: Sums) => number;
  /** Sums it takes beyond counts of rows; those are always there. */
  needs?: readonly SumName[];
  /** A share of rows: its counts. */
  share?: { hits: (sums: Sums) => number; rows: (sums: Sums) => number };
  /** Words for a value that is not defined. */
  undefinedBecause: string;
};

const two = ['two-classes'] as const;
const numbers = ['regression'] as const;
const negatives = (s: Sums) => s.rows - s.positives;

/** A rate is the share of `hits` among `rows`. */
const rate = (hits: (s: Sums) => number, rows: (s: Sums) => number) => ({
  of: (s: Sums) => hits(s) / rows(s),
  share: { hits, rows },
});
const noRows = 'there are no rows';
const noPositives = 'no row of it has the favourable outcome';
const noNegatives = 'every row of it has the favourable outcome';

export const sliceMetrics = [
  {
    name: 'selection_rate',
    title: 'Selection rate',
    tasks: two,
    better: 'neither',
    description: 'Share of rows that the model decides favourably.',
    ...rate(
      (s) => s.selected,
      (s) => s.rows,
    ),
    undefinedBecause: noRows,
  },
  {
    name: 'base_rate',
    title: 'Base rate',
    tasks: two,
    better: 'neither',
    description: 'Share of rows whose actual outcome is favourable.',
    ...rate(
      (s) => s.positives,
      (s) => s.rows,
    ),
    undefinedBecause: noRows,
  },
  {
    name: 'recall',
    title: 'True positive rate',
    tasks: two,
    better: 'higher',
    description: 'Share of rows with the favourable outcome that are decided favourably (recall).',
    ...rate(
      (s) => s.hits,
      (s) => s.positives,
    ),
    undefinedBecause: noPositives,
  },
  {
    name: 'false_positive_rate',
    title: 'False positive rate',
    tasks: two,
    better: 'lower',
    description: 'Share of rows without the favourable outcome that are decided favourably all the same.',
    ...rate((s) => s.selected - s.hits, negatives),
    undefinedBecause: noNegatives,
  },
  {
    name: 'precision',
    title: 'Precision',
    tasks: two,
    better: 'higher',
    description: 'Share of rows decided favourably whose outcome is favourable.',
    ...rate(
      (s) => s.hits,
      (s) => s.selected,
    ),
    undefinedBecause: 'no row of it is decided favourably',
  },
  {
    name: 'accuracy',
    title: 'Accuracy',
    tasks: ['two-classes', 'classes'],
    better: 'higher',
    description: 'Share of rows whose class is decided correctly.',
    ...rate(
      (s) => s.correct,
      (s) => s.rows,
    ),
    undefinedBecause: noRows,
  },
  {
    name: 'auc',
    title: 'ROC AUC',
    tasks: two,
    better: 'higher',
    description: 'How well the scores rank rows with the favourable outcome above the others of the same group.',
    needs: ['rankArea'],
    of: (s) => s.rankArea / (s.positives * negatives(s)),
    undefinedBecause: 'only one outcome occurs in it',
  },
  {
    name: 'f1',
    title: 'F1',
    tasks: two,
    better: 'higher',
    description: 'Harmonic mean of precision and true positive rate.',
    of: (s) => (s.positives === 0 ? Number.NaN : (2 * s.hits) / (s.positives + s.selected)),
    undefinedBecause: noPositives,
  },
  {
    name: 'balanced_accuracy',
    title: 'Balanced accuracy',
    tasks: two,
    better: 'higher',
    description: 'Mean of the shares of either outcome that are decided correctly.',
    of: (s) => (s.hits / s.positives + 1 - (s.selected - s.hits) / negatives(s)) / 2,
    undefinedBecause: 'only one outcome occurs in it',
  },
  {
    name: 'average_precision',
    title: 'Average precision',
    tasks: two,
    better: 'higher',
    description: 'Precision averaged over the steps in recall.',
    needs: ['precisionSteps'],
    of: (s) => s.precisionSteps / s.positives,
    undefinedBecause: noPositives,
  },
  {
    name: 'log_loss',
    title: 'Log loss',
    tasks: ['two-classes', 'classes'],
    better: 'lower',
    description: 'Mean negative log of the probability given to the actual class, in nats.',
    needs: ['logLoss'],
    of: (s) => s.logLoss / s.rows,
    undefinedBecause: noRows,
  },
  {
    name: 'brier',
    title: 'Brier score',
    tasks: two,
    better: 'lower',
    description: 'Mean squared distance between the score and the outcome (0 or 1).',
    needs: ['squaredDistance'],
    of: (s) => s.squaredDistance / s.rows,
    undefinedBecause: noRows,
  },
  {
    name: 'calibration_gap',
    title: 'Calibration gap',
    tasks: two,
    better: 'zero',
    description: 'Mean score less the share of favourable outcomes: above 0 the group is promised too much.',
    needs: ['score'],
    of: (s) => (s.score - s.positives) / s.rows,
    undefinedBecause: noRows,
  },
  {
    name: 'mae',
    title: 'MAE',
    tasks: numbers,
    better: 'lower',
    description: 'Mean absolute error, in the unit of the target.',
    needs: ['absoluteError'],
    of: (s) => s.absoluteError / s.rows,
    undefinedBecause: noRows,
  },
  {
    name: 'rmse',
    title: 'RMSE',
    tasks: numbers,
    better: 'lower',
    description: 'Root of the mean squared error, in the unit of the target.',
    needs: ['squaredError'],
    of: (s) => Math.sqrt(s.squaredError / s.rows),
    undefinedBecause: noRows,
  },
  {
    name: 'bias',
    title: 'Bias',
    tasks: numbers,
    better: 'zero',
    description: 'Mean of predicted less actual value: above 0 the group is predicted too high.',
    needs: ['error'],
    of: (s) => s.error / s.rows,
    undefinedBecause: noRows,
  },
  {
    name: 'r2',
    title: 'R²',
    tasks: numbers,
    better: 'higher',
    description: 'Share of the variance within the group that is explained.',
    needs: ['squaredError', 'actual', 'squaredActual'],
    of: (s) => 1 - s.squaredError / (s.squaredActual - (s.actual * s.actual) / s.rows),
    undefinedBecause: 'its actual values are all the same',
  },
] as const satisfies readonly SliceMetric[];

export type SliceMetricName = (typeof sliceMetrics)[number]['name'];

const byName = new Map<string, SliceMetric & { name: SliceMetricName }>(
  sliceMetrics.map((metric) => [metric.name, metric]),
);

export const findSliceMetric = (name: string): (SliceMetric & { name: SliceMetricName }) | undefined =>
  byName.get(name);

/** What a task's table shows unless other metrics are asked for. */
export const STANDARD_METRICS: Readonly<Record<SliceTask, readonly SliceMetricName[]>> = {
  'two-classes': ['selection_rate', 'base_rate', 'recall', 'false_positive_rate', 'precision', 'accuracy', 'auc'],
  classes: ['accuracy', 'log_loss'],
  regression: ['mae', 'rmse', 'bias'],
};

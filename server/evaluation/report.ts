import type { Histogram } from './histogram';
import type { Metric } from './metric';
import type { ClassificationMetricName, RegressionMetricName } from './metric-names';

export type ClassificationMetrics = Record<ClassificationMetricName, Metric>;
export type RegressionMetrics = Record<RegressionMetricName, Metric>;

/** How well one class is found: counts in rows, ratios from 0 to 1, AUC of this class against the rest. */
export type ClassScore = {
  class: string;
  /** Rows whose actual class this is. */
  actual: number;
  /** Rows predicted to be this class. */
  predicted: number;
  precision: Metric;
  recall: Metric;
  f1: Metric;
  auc: Metric;
};

/** `threshold` is null at the point where nothing is predicted positive yet. */
export type RocPoint = { falsePositiveRate: number; truePositiveRate: number; threshold: number | null };
export type PrecisionRecallPoint = { recall: number; precision: number; threshold: number };

/** One bin of a reliability diagram; the means are null in an empty bin. */
export type CalibrationBin = {
  from: number;
  to: number;
  rows: number;
  meanScore: number | null;
  positiveShare: number | null;
  /** Wilson's interval of the share; null in an empty bin, absent in reports of earlier versions. */
  interval?: [number, number] | null;
};

/**
 * What each threshold decides, by falling threshold: calling everything from `thresholds[i]` positive finds
 * `truePositives[i]` of the `positives` and `falsePositives[i]` of the `negatives`. At most some 500 thresholds.
 */
export type Decisions = {
  thresholds: number[];
  truePositives: number[];
  falsePositives: number[];
  positives: number;
  negatives: number;
};

/** What can be drawn for two classes only. Scores are probabilities of the positive class. */
export type BinaryCurves = {
  /** At most 200 points from (0, 0) to (1, 1); empty where one class is absent. */
  roc: RocPoint[];
  /** At most 200 points by rising recall; empty without positives. */
  precisionRecall: PrecisionRecallPoint[];
  calibration: CalibrationBin[];
  /** Absent in reports of earlier versions. */
  decisions?: Decisions;
  /** Same 20 edges for both classes, from score 0 to 1. */
  scoreHistogram: { edges: number[]; classes: { class: string; counts: number[] }[] };
};

/** What can be drawn for more than two classes. */
export type MulticlassCurves = {
  /** Each class against the rest, the most frequent first, at most 12; curves as in BinaryCurves, of 100 points. */
  classes: { class: string; roc: RocPoint[]; precisionRecall: PrecisionRecallPoint[] }[];
  /** Of the class decided for: how often a probability of 0.7 is right. */
  calibration: CalibrationBin[];
};

/** The same model without its calibration. */
export type Uncalibrated = {
  calibration: CalibrationBin[];
  metrics: Pick<ClassificationMetrics, 'log_loss' | 'brier' | 'ece'>;
};

/** How the intervals of all metrics were found. */
export type IntervalNote = { level: number; resamples: number; seed: number };

/** The same metrics for a model that has learned nothing but the frequencies. */
export type Baseline<Metrics> = { title: string; metrics: Metrics };

/** What a baseline says of every row: the probability of each class, or one number. */
export type ConstantAnswer = { title: string; answer: readonly number[] };

export type ClassificationReport = {
  task: 'classification';
  rows: number;
  classes: string[];
  /** Rows per class, in the order of `classes`. */
  classCounts: number[];
  /** Null unless there are exactly two classes; so is `threshold`. */
  positive: string | null;
  threshold: number | null;
  /** confusion[actual][predicted], in rows (or their weights). */
  confusion: number[][];
  metrics: ClassificationMetrics;
  perClass: ClassScore[];
  binary: BinaryCurves | null;
  /** Absent in reports of earlier versions. */
  multiclass?: MulticlassCurves | null;
  baseline: Baseline<ClassificationMetrics>;
  /** Beside the first, where more are known: always the latest value. */
  otherBaselines?: Baseline<ClassificationMetrics>[];
  /** Present when the model is calibrated. */
  uncalibrated?: Uncalibrated;
  intervals?: IntervalNote;
  /** Rows weigh: metrics, confusion and curves are sums of weights. */
  isWeighted?: true;
};

export type RegressionReport = {
  task: 'regression';
  rows: number;
  metrics: RegressionMetrics;
  /** Residual = actual − predicted, in the unit of the target; histogram null without rows. */
  residuals: { histogram: Histogram | null; quantiles: { p: number; value: number }[] };
  /** At most 500 evenly spaced rows. */
  sample: { row: number; predicted: number; actual: number }[];
  baseline: Baseline<RegressionMetrics>;
  otherBaselines?: Baseline<RegressionMetrics>[];
  intervals?: IntervalNote;
  isWeighted?: true;
};

export type EvaluationReport = ClassificationReport | RegressionReport;

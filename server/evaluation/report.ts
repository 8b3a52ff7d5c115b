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
};

/** What can be drawn for two classes only. Scores are probabilities of the positive class. */
export type BinaryCurves = {
  /** At most 200 points from (0, 0) to (1, 1); empty where one class is absent. */
  roc: RocPoint[];
  /** At most 200 points by rising recall; empty without positives. */
  precisionRecall: PrecisionRecallPoint[];
  calibration: CalibrationBin[];
  /** Same 20 edges for both classes, from score 0 to 1. */
  scoreHistogram: { edges: number[]; classes: { class: string; counts: number[] }[] };
};

/** The same metrics for a model that has learned nothing but the frequencies. */
export type Baseline<Metrics> = { title: string; metrics: Metrics };

export type ClassificationReport = {
  task: 'classification';
  rows: number;
  classes: string[];
  /** Rows per class, in the order of `classes`. */
  classCounts: number[];
  /** Null unless there are exactly two classes; so is `threshold`. */
  positive: string | null;
  threshold: number | null;
  /** confusion[actual][predicted], in rows. */
  confusion: number[][];
  metrics: ClassificationMetrics;
  perClass: ClassScore[];
  binary: BinaryCurves | null;
  baseline: Baseline<ClassificationMetrics>;
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
};

export type EvaluationReport = ClassificationReport | RegressionReport;

/** Model evaluation: pure functions from typed arrays to plain-JSON reports, and the gates held against them. */
export { type BootstrapSettings, DEFAULT_BOOTSTRAP } from './bootstrap';
export { checkGates, type Gate, type GateBound, type GateOperator, type GateResult } from './check-gates';
export type { ClassificationInput } from './classification-input';
export { comparePaired, type PairedMetric } from './compare-paired';
export { decideAtThreshold, decideMostProbable, scoresOfClass } from './decide';
export { decisionsOf } from './decisions';
export { evaluateClassification } from './evaluate-classification';
export { evaluateRegression, evenlySpaced, type RegressionInput } from './evaluate-regression';
export type { Histogram } from './histogram';
export type { Interval, IntervalMethod } from './interval';
export type { Metric } from './metric';
export { findMetric, type MetricEntry, metricCatalogue } from './metric-catalogue';
export {
  type ClassificationMetricName,
  type MetricDescription,
  type MetricDirection,
  type MetricName,
  metricNames,
  type RegressionMetricName,
  type TaskKind,
} from './metric-names';
export { logLossOf } from './prepare-classification';
export { rank } from './ranking';
export type {
  Baseline,
  BinaryCurves,
  CalibrationBin,
  ClassificationMetrics,
  ClassificationReport,
  ClassScore,
  Decisions,
  EvaluationReport,
  PrecisionRecallPoint,
  RegressionMetrics,
  RegressionReport,
  RocPoint,
} from './report';
export { meanOf } from './score-regression';

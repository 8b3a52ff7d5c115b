/** Model evaluation: pure functions from typed arrays to plain-JSON reports, and the gates held against them. */
export { checkGates, type Gate, type GateOperator, type GateResult } from './check-gates';
export type { ClassificationInput } from './classification-input';
export { evaluateClassification } from './evaluate-classification';
export { evaluateRegression, type RegressionInput } from './evaluate-regression';
export type { Histogram } from './histogram';
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
export type {
  Baseline,
  BinaryCurves,
  CalibrationBin,
  ClassificationMetrics,
  ClassificationReport,
  ClassScore,
  EvaluationReport,
  PrecisionRecallPoint,
  RegressionMetrics,
  RegressionReport,
  RocPoint,
} from './report';

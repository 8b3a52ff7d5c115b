/** Slices and fairness: pure functions from judged rows and their groups to a plain-JSON report, and its gates. */
export { checkSliceGates, type SliceGate, type SliceGateResult } from './check-slice-gates';
export { crossGroups, type Grouping, GroupingError, groupNumbers, groupTexts } from './group-rows';
export { judgeSlices, type Slice, type SlicesInput } from './judge-slices';
export { type JudgedRows, judgeClasses } from './judged-rows';
export { findMeasure, type MeasureName, measures } from './measures';
export type { Difference, Estimate, GroupReport, MeasureReport, SliceReport, SlicesReport } from './report';
export { findSliceMetric, type SliceMetric, type SliceMetricName, sliceMetrics } from './slice-metrics';

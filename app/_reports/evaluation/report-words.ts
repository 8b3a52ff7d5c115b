import { formatDecimal, formatFigure, formatInteger, formatShare } from '@/app/_ui/figures';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import type { Metric } from '@/server/evaluation/metric';
import type { MetricDescription, TaskKind } from '@/server/evaluation/metric-names';

export type ClassificationModelReport = Extract<ModelReport, { task: 'classification' }>;
export type RegressionModelReport = Extract<ModelReport, { task: 'regression' }>;

export function taskOf(report: ModelReport): TaskKind {
  if (report.task === 'regression') return 'regression';
  return report.positive === null ? 'multiclass' : 'binary';
}

/** Three digits after the point for what lies between −1 and 1, four that count otherwise. */
export const metricFigure = (value: number): string =>
  // What rounds to nought has no sign.
  Math.abs(value) <= 1 ? formatDecimal(Math.abs(value) < 0.0005 ? 0 : value, 3) : formatFigure(value);

export const metricText = ({ value }: Metric): string => (value === null ? 'undefined' : metricFigure(value));

/** "0.812 to 0.861", or nothing. */
export function intervalText({ interval }: Metric): string | undefined {
  if (interval === undefined || interval.lower === null) return undefined;
  return `${metricFigure(interval.lower)} to ${metricFigure(interval.upper)}`;
}

export const levelText = (report: ModelReport): string =>
  `${Number(((report.intervals?.level ?? 0.95) * 100).toPrecision(3))} %`;

/** How much better than another value, in the metric's own direction; negative is worse. */
export function gainOver(metric: Pick<MetricDescription, 'direction'>, value: number, other: number): number {
  return (value - other) * (metric.direction === 'higher' ? 1 : -1);
}

export const methodWords = {
  bootstrap: 'bootstrap',
  delong: 'DeLong',
  wilson: 'Wilson',
  exact: 'exact',
} as const;

/** Counts are rows, or sums of weights. */
export const countText = (count: number): string =>
  Number.isInteger(count) ? formatInteger(count) : formatFigure(count);

export const shareText = (share: number): string => formatShare(share, share > 0 && share < 0.1 ? 1 : 0);

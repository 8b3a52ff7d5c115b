import { formatDecimal, formatFigure, formatInteger, formatShare } from '@/app/_ui/figures';
import type { Interval } from '@/server/evaluation/interval';
import { findMeasure } from '@/server/fairness/measures';
import type { MeasureReport } from '@/server/fairness/report';
import { findSliceMetric, type SliceMetricName } from '@/server/fairness/slice-metrics';

/** How the fairness report writes numbers: shares in per cent, their gaps in points, all else in digits that count. */

export const metricTitle = (metric: SliceMetricName): string => findSliceMetric(metric)?.title ?? metric;

export const isShare = (metric: SliceMetricName): boolean => findSliceMetric(metric)?.share !== undefined;

export const metricFigure = (metric: SliceMetricName, value: number | null): string =>
  value === null ? 'undefined' : isShare(metric) ? formatShare(value, 1) : formatFigure(value, 3);

export const gapFigure = (metric: SliceMetricName, value: number): string =>
  isShare(metric) ? `${formatDecimal(value * 100, 1)} points` : formatFigure(value, 3);

export function metricRange(metric: SliceMetricName, interval: Interval | undefined): string {
  if (!interval || interval.lower === null) return 'no interval';
  return `${metricFigure(metric, interval.lower)} to ${metricFigure(metric, interval.upper)}`;
}

export const measureFigure = ({ value }: Pick<MeasureReport, 'value'>): string =>
  value === null ? 'undefined' : formatDecimal(value, 3);

export function measureRange({ interval }: Pick<MeasureReport, 'interval'>): string {
  if (!interval || interval.lower === null) return '';
  return `${formatDecimal(interval.lower, 3)} to ${formatDecimal(interval.upper, 3)}`;
}

/** Values of regressions are in the unit of the target. */
export const measureValueWords = (measure: MeasureReport): string => {
  const isOfShares = measure.extremes === undefined || isShare(measure.extremes.metric);
  if (measure.value === null || isOfShares || findMeasure(measure.name)?.kind === 'ratio')
    return measureFigure(measure);
  return formatFigure(measure.value, 3);
};

export const rowsWords = (rows: number): string => `${formatInteger(rows)} ${rows === 1 ? 'row' : 'rows'}`;

export const titleOf = ({ columns }: { readonly columns: readonly string[] }): string => columns.join(' × ');

/** “0.004”, and “under 0.001” where digits would only impress. */
export const pWords = (p: number): string => (p < 0.001 ? 'under 0.001' : formatDecimal(p, 3));

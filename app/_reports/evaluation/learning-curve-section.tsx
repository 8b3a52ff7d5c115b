'use client';

import { useMemo } from 'react';
import { formatInteger } from '@/app/_ui/figures';
import { type PlotSeries, XyPlot } from '@/app/_ui/xy-plot';
import type { LearningCurve, ModelReport } from '@/nodes/evaluate/evaluation-report';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import styles from './evaluation.module.css';
import { NumbersTable } from './numbers-table';
import { gainOver, metricFigure } from './report-words';

/** Whether more rows would help: the same model learned from growing shares of the training rows. */
export function LearningCurveSection({ report, curve }: { report: ModelReport; curve: LearningCurve }) {
  const title = findMetric(curve.metric)?.title ?? curve.metric;
  const series = useMemo((): PlotSeries[] => {
    const line = (
      name: string,
      color: string,
      read: (point: LearningCurve['points'][number]) => number | null,
      dash?: string,
    ): PlotSeries => ({
      kind: 'line',
      name,
      color,
      withDots: true,
      ...(dash ? { dash } : {}),
      points: curve.points.flatMap((point) => {
        const value = read(point);
        return value === null
          ? []
          : [{ x: point.rows, y: value, words: [`${metricFigure(value)} from ${formatInteger(point.rows)} rows`] }];
      }),
    });
    return [
      line('on its training rows', 'var(--pt-train)', (point) => point.training, '4 3'),
      line(`on ${report.part} rows`, 'var(--pt-test)', (point) => point.judged),
    ];
  }, [curve, report.part]);
  const failed = curve.points.filter((point) => point.problem !== undefined);
  return (
    <div className={styles.grid}>
      <XyPlot
        title={`${title} by training rows`}
        label={`${title} on ${report.part} rows by the number of training rows: ${curve.points
          .map(
            (point) =>
              `${point.judged === null ? 'none' : metricFigure(point.judged)} from ${formatInteger(point.rows)}`,
          )
          .join(', ')}`}
        x={{ title: 'Training rows', format: formatInteger }}
        y={{ title }}
        series={series}
        height={280}
        numbers={
          <NumbersTable
            label="Learning curve"
            columns={['Training rows', `On ${report.part}`, 'On training']}
            rows={curve.points.map((point) => [
              formatInteger(point.rows),
              point.judged === null ? '–' : metricFigure(point.judged),
              point.training === null ? '–' : metricFigure(point.training),
            ])}
          />
        }
      />
      <div>
        <p className={styles.text}>{verdict(curve, report.part)}</p>
        {failed.map((point) => (
          <p key={point.share} className={styles.text}>
            From {formatInteger(point.rows)} rows nothing could be learned: {point.problem}
          </p>
        ))}
      </div>
    </div>
  );
}

/** What the last doubling of rows brought, in words. */
function verdict({ metric, points }: LearningCurve, part: string): string {
  const entry = findMetric(metric);
  const [half, whole] = points.slice(-2);
  if (!entry || half?.judged == null || whole?.judged == null)
    return 'Too little could be learned to say whether more rows help.';
  const gain = gainOver(entry, whole.judged, half.judged);
  const change = `${entry.title} went from ${metricFigure(half.judged)} to ${metricFigure(whole.judged)} on the ${part} rows`;
  return gain > 0
    ? `With twice the rows ${change}. If the gap to the dashed line is wide, more rows are likely to help; if the lines have met, other features or another model are.`
    : `Twice the rows did not help: ${change}. Other features, or another model, are likelier to.`;
}

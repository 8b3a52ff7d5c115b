'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { formatFigure, formatInteger, formatShare } from '@/app/_ui/figures';
import { Select } from '@/app/_ui/select';
import { type PlotPoint, type PlotSeries, XyPlot } from '@/app/_ui/xy-plot';
import styles from './evaluation.module.css';
import { NumbersTable } from './numbers-table';
import { reference } from './ranking-plots';
import type { RegressionModelReport } from './report-words';

const predictedChoice = 'predicted value';

/** How far predictions miss, to which side, and on what that depends. */
export function ResidualSection({ report }: { report: RegressionModelReport }) {
  return (
    <div className={styles.grid}>
      <PredictedActualPlot sample={report.sample} target={report.target} />
      <ResidualHistogram residuals={report.residuals} />
      <ResidualPlot report={report} by={predictedChoice} />
      <ResidualByFeature report={report} />
    </div>
  );
}

/** Every dot is a row; on the line the prediction is right. */
export function PredictedActualPlot({ sample, target }: Pick<RegressionModelReport, 'sample' | 'target'>) {
  const series = useMemo((): PlotSeries[] => {
    const all = sample.flatMap((row) => [row.actual, row.predicted]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return [
      reference(
        [
          { x: low, y: low },
          { x: high, y: high },
        ],
        'right',
      ),
      {
        kind: 'dots',
        name: 'rows',
        color: 'var(--accent)',
        opacity: 0.5,
        points: sample.map((row) => ({
          x: row.actual,
          y: row.predicted,
          words: [`actual ${formatFigure(row.actual)}`, `predicted ${formatFigure(row.predicted)}`],
        })),
      },
    ];
  }, [sample]);
  return (
    <XyPlot
      title="Predicted and actual"
      note={`${formatInteger(sample.length)} rows, evenly taken`}
      label={`Predicted by actual ${target}, one dot per row`}
      x={{ title: `Actual ${target}` }}
      y={{ title: 'Predicted' }}
      series={series}
      height={280}
    />
  );
}

/** The distribution of what is missed. */
export function ResidualHistogram({ residuals }: Pick<RegressionModelReport, 'residuals'>) {
  const { histogram, quantiles } = residuals;
  const low = quantiles.find((entry) => entry.p === 0.05);
  const high = quantiles.find((entry) => entry.p === 0.95);
  const series = useMemo(
    (): PlotSeries[] =>
      histogram === null || histogram.edges[0] === histogram.edges.at(-1)
        ? []
        : [
            {
              kind: 'bars',
              name: 'rows',
              color: 'var(--wire-strong)',
              edges: histogram.edges,
              heights: histogram.counts,
              words: histogram.counts.map(
                (count, bin) =>
                  `${formatInteger(count)} rows from ${formatFigure(histogram.edges[bin]!, 3)} to ${formatFigure(histogram.edges[bin + 1]!, 3)}`,
              ),
            },
          ],
    [histogram],
  );
  const spread =
    low && high ? `90 % lie from ${formatFigure(low.value, 3)} to ${formatFigure(high.value, 3)}` : undefined;
  return (
    <XyPlot
      title="Residuals"
      note={spread}
      label={`Histogram of actual minus predicted value${spread ? `: ${spread}` : ''}`}
      x={{ title: 'Actual − predicted' }}
      y={{ title: 'Rows' }}
      series={series}
      marks={series.length > 0 ? [{ x: 0, label: 'right' }] : []}
      height={280}
      numbers={
        <NumbersTable
          label="Quantiles of the residuals"
          columns={['Quantile', 'Actual − predicted']}
          rows={quantiles.map((entry) => [formatShare(entry.p), formatFigure(entry.value)])}
        />
      }
    />
  );
}

/** The residual of each row by a feature that is chosen, the most important first. */
function ResidualByFeature({ report }: { report: RegressionModelReport }) {
  const names = (report.sampledFeatures ?? []).map(({ name }) => name);
  const [by, setBy] = useState(names[0]);
  if (by === undefined) return null;
  return (
    <ResidualPlot
      report={report}
      by={by}
      choice={
        <Select
          size="s"
          className={styles.choice}
          label="Feature that residuals are drawn against"
          value={by}
          onChange={setBy}
          options={names.map((name) => ({ value: name, label: name }))}
        />
      }
    />
  );
}

/** The residual of each row by what was predicted, or by a feature: a pattern is something the model has not learned. */
function ResidualPlot({
  report: { sample, sampledFeatures },
  by,
  choice,
}: {
  report: RegressionModelReport;
  by: string;
  choice?: ReactNode;
}) {
  const points = useMemo((): PlotPoint[] => {
    const values = sampledFeatures?.find((each) => each.name === by)?.values;
    return sample.flatMap((row, at) => {
      const x = values ? values[at] : row.predicted;
      if (x === null || x === undefined) return [];
      const residual = row.actual - row.predicted;
      return [{ x, y: residual, words: [`${by} ${formatFigure(x)}`, `off by ${formatFigure(residual)}`] }];
    });
  }, [sample, sampledFeatures, by]);
  const series = useMemo((): PlotSeries[] => {
    const xs = points.map((point) => point.x);
    return [
      reference(
        [
          { x: Math.min(...xs), y: 0 },
          { x: Math.max(...xs), y: 0 },
        ],
        'right',
      ),
      { kind: 'dots', name: 'rows', color: 'var(--accent)', opacity: 0.5, points },
    ];
  }, [points]);
  const missing = sample.length - points.length;
  return (
    <XyPlot
      title={`Residuals by ${choice ? 'feature' : by}`}
      note={choice}
      label={`Actual minus predicted by ${by}, one dot per row`}
      x={{ title: missing > 0 ? `${by}, missing in ${formatInteger(missing)} rows` : by }}
      y={{ title: 'Actual − predicted' }}
      series={series}
      height={280}
    />
  );
}

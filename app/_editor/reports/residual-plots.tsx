import { useMemo } from 'react';
import { formatFigure } from '@/app/_ui/figures';
import type { RegressionReport } from '@/server/evaluation/report';
import { ChartFigure, chanceLine } from './chart-figure';

const margin = { t: 6, r: 10, b: 36, l: 48 };
const sampleLayout = {
  margin,
  showlegend: false,
  xaxis: { title: { text: 'Actual' } },
  yaxis: { title: { text: 'Predicted' } },
};
const residualLayout = {
  margin,
  showlegend: false,
  bargap: 0.06,
  xaxis: { title: { text: 'Actual − predicted' } },
  yaxis: { title: { text: 'Rows' } },
};

/** Every dot is a row; on the line the prediction is right. */
export function PredictedActualPlot({ sample }: Pick<RegressionReport, 'sample'>) {
  const traces = useMemo(() => {
    const actual = sample.map((row) => row.actual);
    const ends = [Math.min(...actual), Math.max(...actual)];
    return [
      chanceLine(ends, ends, 'right'),
      {
        type: 'scatter',
        mode: 'markers',
        x: actual,
        y: sample.map((row) => row.predicted),
        customdata: sample.map((row) => row.row),
        hovertemplate: 'actual %{x:,.4~g}<br>predicted %{y:,.4~g}<br>row %{customdata:,}<extra></extra>',
        marker: { color: 'var(--accent)', size: 5, opacity: 0.5 },
      },
    ];
  }, [sample]);
  return (
    <ChartFigure
      title="Predicted and actual"
      note={`${sample.length} rows`}
      label="Predicted by actual value, one dot per row"
      traces={traces}
      layout={sampleLayout}
    />
  );
}

/** How far predictions miss, and to which side. */
export function ResidualPlot({ residuals }: Pick<RegressionReport, 'residuals'>) {
  const { histogram, quantiles } = residuals;
  const traces = useMemo(
    () =>
      histogram === null
        ? []
        : [
            {
              type: 'bar',
              x: histogram.edges.slice(1).map((edge, index) => (edge + (histogram.edges[index] ?? edge)) / 2),
              y: histogram.counts,
              hovertemplate: '%{y:,} rows miss by about %{x:,.4~g}<extra></extra>',
              marker: { color: 'var(--wire-strong)' },
            },
          ],
    [histogram],
  );
  const low = quantiles.find((entry) => entry.p === 0.05) ?? quantiles[0];
  const high = quantiles.find((entry) => entry.p === 0.95) ?? quantiles.at(-1);
  return (
    <ChartFigure
      title="Residuals"
      note={low && high ? `mostly ${formatFigure(low.value, 3)} to ${formatFigure(high.value, 3)}` : undefined}
      label="Histogram of actual minus predicted value"
      traces={traces}
      layout={residualLayout}
    />
  );
}

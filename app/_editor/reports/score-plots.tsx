import { useMemo } from 'react';
import { formatDecimal } from '@/app/_ui/figures';
import type { Metric } from '@/server/evaluation/metric';
import type { BinaryCurves, CalibrationBin } from '@/server/evaluation/report';
import { ChartFigure, chanceLine, shareAxis } from './chart-figure';

const margin = { t: 6, r: 10, b: 36, l: 40 };
const calibrationLayout = {
  margin,
  showlegend: false,
  xaxis: shareAxis('Mean score'),
  yaxis: shareAxis('Share of positives'),
};

/** Whether a score of 0.7 means that 7 of 10 are positive. */
export function CalibrationPlot({ bins, error }: { bins: readonly CalibrationBin[]; error?: Metric }) {
  const traces = useMemo(() => {
    const filled = bins.filter((bin) => bin.meanScore !== null && bin.positiveShare !== null);
    const most = Math.max(1, ...filled.map((bin) => bin.rows));
    return [
      chanceLine([0, 1], [0, 1], 'perfect'),
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: filled.map((bin) => bin.meanScore),
        y: filled.map((bin) => bin.positiveShare),
        customdata: filled.map((bin) => bin.rows),
        hovertemplate: 'mean score %{x:.3f}<br>%{y:.1%} positive<br>%{customdata:,} rows<extra></extra>',
        line: { color: 'var(--accent)', width: 1.4 },
        marker: { color: 'var(--accent)', size: filled.map((bin) => 5 + 7 * Math.sqrt(bin.rows / most)) },
      },
    ];
  }, [bins]);
  const off = error?.value === null || error === undefined ? undefined : formatDecimal(error.value, 3);
  return (
    <ChartFigure
      title="Calibration"
      note={off ? `off by ${off} on average` : 'dot size: rows'}
      label="Share of positives by mean score of ten bins"
      traces={traces}
      layout={calibrationLayout}
    />
  );
}

/** Where the scores of each class lie, and where the decision falls. */
export function ScoreHistogram({
  scores,
  threshold,
}: {
  scores: BinaryCurves['scoreHistogram'];
  threshold: number | null;
}) {
  const traces = useMemo(() => {
    const centres = scores.edges.slice(1).map((edge, index) => (edge + (scores.edges[index] ?? 0)) / 2);
    return scores.classes.map((each, index) => ({
      type: 'bar',
      name: each.class,
      x: centres,
      y: each.counts,
      hovertemplate: `%{y:,} rows of ${each.class}<br>score about %{x:.3f}<extra></extra>`,
      marker: { color: index === 0 ? 'var(--wire-strong)' : 'var(--accent)' },
    }));
  }, [scores]);
  const layout = useMemo(
    () => ({
      margin: { ...margin, t: 22 },
      barmode: 'stack',
      bargap: 0.08,
      xaxis: shareAxis('Score'),
      yaxis: { title: { text: 'Rows' } },
      shapes:
        threshold === null
          ? []
          : [
              {
                type: 'line',
                x0: threshold,
                x1: threshold,
                y0: 0,
                y1: 1,
                yref: 'paper',
                line: { color: 'var(--text-2)', width: 1, dash: 'dash' },
              },
            ],
    }),
    [threshold],
  );
  return (
    <ChartFigure
      title="Scores by class"
      note={threshold === null ? undefined : `decided from ${formatDecimal(threshold, 2)}`}
      label="Histogram of the scores of each class"
      traces={traces}
      layout={layout}
    />
  );
}

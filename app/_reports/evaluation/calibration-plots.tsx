'use client';

import { useMemo } from 'react';
import { formatDecimal, formatInteger, formatShare } from '@/app/_ui/figures';
import { type PlotSeries, XyPlot } from '@/app/_ui/xy-plot';
import type { BinaryCurves, CalibrationBin } from '@/server/evaluation/report';
import { NumbersTable } from './numbers-table';
import { reference, shareAxis } from './ranking-plots';

export interface CalibrationPlotProps {
  readonly bins: readonly CalibrationBin[];
  /** The same model before it was calibrated. */
  readonly before?: readonly CalibrationBin[];
  /** Mean gap. */
  readonly error: number | null;
  /** What the score is about: “Yes”, or the class decided for. */
  readonly about: string;
}

/** Whether a score of 0.7 means that 7 of 10 are as it says, with the interval of each share. */
export function CalibrationPlot({ bins, before, error, about }: CalibrationPlotProps) {
  const series = useMemo(
    (): PlotSeries[] => [
      reference(
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        'perfect',
      ),
      ...(before ? [reliability('before calibration', 'var(--cat-watch)', before, '4 3')] : []),
      reliability(before ? 'calibrated' : 'model', 'var(--accent)', bins),
    ],
    [bins, before],
  );
  const off = error === null ? undefined : formatDecimal(error, 3);
  return (
    <XyPlot
      title="Calibration"
      note={off ? `off by ${off} on average` : undefined}
      label={`Share of ${about} by score, in ten bins${off ? `: off by ${off} on average` : ''}`}
      x={shareAxis('Mean score')}
      y={shareAxis(`Share of ${about}`)}
      series={series}
      height={280}
      numbers={
        <NumbersTable
          label="Calibration by bin"
          columns={['Score', 'Rows', 'Mean score', 'Share', 'Interval']}
          rows={bins
            .filter(({ rows }) => rows > 0)
            .map((bin) => [
              `${formatDecimal(bin.from, 1)}–${formatDecimal(bin.to, 1)}`,
              formatInteger(bin.rows),
              formatDecimal(bin.meanScore ?? 0, 3),
              formatShare(bin.positiveShare ?? 0, 1),
              bin.interval ? `${formatShare(bin.interval[0], 1)} to ${formatShare(bin.interval[1], 1)}` : '–',
            ])}
        />
      }
    />
  );
}

function reliability(name: string, color: string, bins: readonly CalibrationBin[], dash?: string): PlotSeries {
  const most = Math.max(1, ...bins.map((bin) => bin.rows));
  return {
    kind: 'line',
    name,
    color,
    withDots: true,
    ...(dash ? { dash } : {}),
    points: bins.flatMap((bin) =>
      bin.meanScore === null || bin.positiveShare === null
        ? []
        : [
            {
              x: bin.meanScore,
              y: bin.positiveShare,
              size: 2.5 + 3 * Math.sqrt(bin.rows / most),
              interval: bin.interval ?? null,
              words: [
                `${formatShare(bin.positiveShare, 1)} at a mean score of ${formatDecimal(bin.meanScore, 3)}`,
                `${formatInteger(bin.rows)} rows`,
              ],
            },
          ],
    ),
  };
}

/** Where the scores of each class lie, and where the decision falls. */
export function ScoreHistogram({
  scores,
  positive,
  threshold,
}: {
  scores: BinaryCurves['scoreHistogram'];
  positive: string;
  threshold: number | null;
}) {
  const series = useMemo((): PlotSeries[] => {
    let base = scores.edges.slice(1).map(() => 0);
    return scores.classes.map((each) => {
      const own = base;
      base = base.map((height, bin) => height + each.counts[bin]!);
      return {
        kind: 'bars',
        name: each.class,
        color: each.class === positive ? 'var(--accent)' : 'var(--wire)',
        edges: scores.edges,
        heights: each.counts,
        base: own,
        words: each.counts.map(
          (count, bin) =>
            `${formatInteger(count)} rows of ${each.class} from ${formatDecimal(scores.edges[bin]!, 2)} to ${formatDecimal(scores.edges[bin + 1]!, 2)}`,
        ),
      };
    });
  }, [scores, positive]);
  return (
    <XyPlot
      title="Scores by class"
      note={threshold === null ? undefined : `decided from ${formatDecimal(threshold, 2)}`}
      label={`How the scores of ${scores.classes.map((each) => each.class).join(' and ')} are spread`}
      x={shareAxis('Score')}
      y={{ title: 'Rows' }}
      series={series}
      marks={threshold === null ? [] : [{ x: threshold, label: 'threshold' }]}
      height={280}
      numbers={
        <NumbersTable
          label="Rows by score"
          columns={['Score from', ...scores.classes.map((each) => each.class)]}
          rows={scores.edges
            .slice(0, -1)
            .map((edge, bin) => [
              formatDecimal(edge, 2),
              ...scores.classes.map((each) => formatInteger(each.counts[bin]!)),
            ])}
        />
      }
    />
  );
}

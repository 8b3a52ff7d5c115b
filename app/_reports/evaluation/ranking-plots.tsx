'use client';

import { useMemo } from 'react';
import { formatDecimal, formatShare } from '@/app/_ui/figures';
import { plotColors } from '@/app/_ui/plot';
import { type PlotAxis, type PlotSeries, XyPlot } from '@/app/_ui/xy-plot';
import type { Metric } from '@/server/evaluation/metric';
import type { Decisions, MulticlassCurves, PrecisionRecallPoint, RocPoint } from '@/server/evaluation/report';
import { NumbersTable } from './numbers-table';
import { metricText } from './report-words';

export const shareAxis = (title: string): PlotAxis => ({
  title,
  range: [0, 1],
  ticks: [0, 0.25, 0.5, 0.75, 1],
  format: (value) => formatShare(value),
});

export const reference = (points: readonly { x: number; y: number }[], name: string): PlotSeries => ({
  kind: 'line',
  name,
  color: 'var(--wire)',
  dash: '2 3',
  isReference: true,
  points,
});

const diagonal = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];
const fromWords = (threshold: number | null): string =>
  threshold === null ? 'nothing called positive' : `from score ${formatDecimal(threshold, 3)}`;

/** How many positives are found at each share of false alarms. */
export function RocPlot({ points, auc }: { points: readonly RocPoint[]; auc: Metric }) {
  const series = useMemo(() => [reference(diagonal, 'chance'), rocLine('model', 'var(--accent)', points)], [points]);
  return (
    <XyPlot
      title="ROC"
      note={`area ${metricText(auc)}, chance 0.5`}
      label={`ROC curve with an area of ${metricText(auc)}`}
      x={shareAxis('False alarms, of all negatives')}
      y={shareAxis('Found, of all positives')}
      series={series}
      numbers={
        <NumbersTable
          label="Points of the ROC curve"
          columns={['From score', 'False alarms', 'Found']}
          rows={points.map((point) => [
            point.threshold === null ? '–' : formatDecimal(point.threshold, 3),
            formatShare(point.falsePositiveRate, 1),
            formatShare(point.truePositiveRate, 1),
          ])}
        />
      }
    />
  );
}

const rocLine = (name: string, color: string, points: readonly RocPoint[]): PlotSeries => ({
  kind: 'line',
  name,
  color,
  points: points.map((point) => ({
    x: point.falsePositiveRate,
    y: point.truePositiveRate,
    words: [
      `${formatShare(point.truePositiveRate, 1)} found`,
      `${formatShare(point.falsePositiveRate, 1)} false alarms`,
      fromWords(point.threshold),
    ],
  })),
});

export interface PrecisionRecallPlotProps {
  readonly points: readonly PrecisionRecallPoint[];
  readonly average: Metric;
  /** What calling at random would reach. */
  readonly positiveShare: number;
}

/** How often a positive call is right, by how many positives are found. */
export function PrecisionRecallPlot({ points, average, positiveShare }: PrecisionRecallPlotProps) {
  const series = useMemo(
    () => [
      reference(
        [
          { x: 0, y: positiveShare },
          { x: 1, y: positiveShare },
        ],
        'chance',
      ),
      recallLine('model', 'var(--accent)', points),
    ],
    [points, positiveShare],
  );
  return (
    <XyPlot
      title="Precision and recall"
      note={`average ${metricText(average)}, chance ${formatShare(positiveShare, 1)}`}
      label={`Precision by recall, ${metricText(average)} on average`}
      x={shareAxis('Found, of all positives (recall)')}
      y={shareAxis('Right, of all calls (precision)')}
      series={series}
      numbers={
        <NumbersTable
          label="Precision by recall"
          columns={['From score', 'Recall', 'Precision']}
          rows={points.map((point) => [
            formatDecimal(point.threshold, 3),
            formatShare(point.recall, 1),
            formatShare(point.precision, 1),
          ])}
        />
      }
    />
  );
}

const recallLine = (name: string, color: string, points: readonly PrecisionRecallPoint[]): PlotSeries => ({
  kind: 'line',
  name,
  color,
  points: points.map((point) => ({
    x: point.recall,
    y: point.precision,
    words: [
      `${formatShare(point.precision, 1)} right`,
      `${formatShare(point.recall, 1)} found`,
      fromWords(point.threshold),
    ],
  })),
});

interface GainPoint {
  readonly called: number;
  readonly found: number;
  readonly lift: number;
  readonly threshold: number;
}

function gainsOf({ thresholds, truePositives, falsePositives, positives, negatives }: Decisions): GainPoint[] {
  const rows = positives + negatives;
  if (positives === 0 || rows === 0) return [];
  return thresholds.map((threshold, i) => {
    const called = (truePositives[i]! + falsePositives[i]!) / rows;
    const found = truePositives[i]! / positives;
    return { called, found, lift: found / called, threshold };
  });
}

/** Of the positives, how many are among the rows with the highest scores. */
export function GainPlot({ decisions }: { decisions: Decisions }) {
  const gains = useMemo(() => gainsOf(decisions), [decisions]);
  const share = decisions.positives / Math.max(1, decisions.positives + decisions.negatives);
  const fifth = gains.findLast((point) => point.called <= 0.2);
  const series = useMemo(
    (): PlotSeries[] => [
      reference(diagonal, 'chance'),
      reference(
        [
          { x: 0, y: 0 },
          { x: share, y: 1 },
          { x: 1, y: 1 },
        ],
        'perfect',
      ),
      {
        kind: 'line',
        name: 'model',
        color: 'var(--accent)',
        points: [
          { x: 0, y: 0 },
          ...gains.map((point) => ({
            x: point.called,
            y: point.found,
            words: [
              `${formatShare(point.found, 1)} of the positives`,
              `in the top ${formatShare(point.called, 1)} of the rows`,
              fromWords(point.threshold),
            ],
          })),
        ],
      },
    ],
    [gains, share],
  );
  return (
    <XyPlot
      title="Gain"
      note={fifth ? `top 20 % hold ${formatShare(fifth.found)} of the positives` : undefined}
      label={`Share of positives found by share of rows called${fifth ? `: the top 20 % hold ${formatShare(fifth.found)}` : ''}`}
      x={shareAxis('Rows, the highest scores first')}
      y={shareAxis('Found, of all positives')}
      series={series}
      numbers={<GainNumbers gains={gains} />}
    />
  );
}

/** How many times more positives than by chance are among the rows with the highest scores. */
export function LiftPlot({ decisions }: { decisions: Decisions }) {
  const gains = useMemo(() => gainsOf(decisions).filter(({ called }) => called >= 0.005), [decisions]);
  const tenth = gains.findLast((point) => point.called <= 0.1);
  const series = useMemo(
    (): PlotSeries[] => [
      reference(
        [
          { x: 0, y: 1 },
          { x: 1, y: 1 },
        ],
        'chance',
      ),
      {
        kind: 'line',
        name: 'model',
        color: 'var(--accent)',
        points: gains.map((point) => ({
          x: point.called,
          y: point.lift,
          words: [
            `${formatDecimal(point.lift, 2)} × chance`,
            `in the top ${formatShare(point.called, 1)} of the rows`,
            fromWords(point.threshold),
          ],
        })),
      },
    ],
    [gains],
  );
  const top = Math.max(1.2, ...gains.map(({ lift }) => lift));
  return (
    <XyPlot
      title="Lift"
      note={tenth ? `top 10 %: ${formatDecimal(tenth.lift, 2)} × chance` : undefined}
      label={`Lift by share of rows called${tenth ? `, ${formatDecimal(tenth.lift, 2)} in the top 10 %` : ''}`}
      x={shareAxis('Rows, the highest scores first')}
      y={{ title: 'Times chance', range: [0, top * 1.05], format: (value) => `${Number(value.toFixed(2))}×` }}
      series={series}
      numbers={<GainNumbers gains={gains} />}
    />
  );
}

function GainNumbers({ gains }: { gains: readonly GainPoint[] }) {
  return (
    <NumbersTable
      label="Gain and lift by share of rows"
      columns={['Rows', 'Found', 'Lift', 'From score']}
      rows={gains.map((point) => [
        formatShare(point.called, 1),
        formatShare(point.found, 1),
        formatDecimal(point.lift, 2),
        formatDecimal(point.threshold, 3),
      ])}
    />
  );
}

const classColor = (at: number): string => plotColors[at % plotColors.length]!;

/** Each class against the rest, one line each. */
export function ClassCurves({
  curves,
  aucs,
}: {
  curves: MulticlassCurves['classes'];
  aucs: Readonly<Record<string, Metric>>;
}) {
  const roc = useMemo(
    () => [reference(diagonal, 'chance'), ...curves.map((each, at) => rocLine(each.class, classColor(at), each.roc))],
    [curves],
  );
  const recall = useMemo(
    () => curves.map((each, at) => recallLine(each.class, classColor(at), each.precisionRecall)),
    [curves],
  );
  const words = curves.map((each) => `${each.class} ${metricText(aucs[each.class] ?? { value: null })}`).join(', ');
  return (
    <>
      <XyPlot
        title="ROC, each class against the rest"
        label={`ROC curves, areas: ${words}`}
        x={shareAxis('False alarms')}
        y={shareAxis('Found')}
        series={roc}
        height={280}
      />
      <XyPlot
        title="Precision and recall, each class against the rest"
        label="Precision by recall of each class"
        x={shareAxis('Found (recall)')}
        y={shareAxis('Right (precision)')}
        series={recall}
        height={280}
      />
    </>
  );
}

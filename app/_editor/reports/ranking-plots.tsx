import { useMemo } from 'react';
import { formatDecimal, formatShare } from '@/app/_ui/figures';
import type { Metric } from '@/server/evaluation/metric';
import type { PrecisionRecallPoint, RocPoint } from '@/server/evaluation/report';
import { ChartFigure, chanceLine, measuredLine, shareAxis } from './chart-figure';

const written = (metric: Metric): string => (metric.value === null ? 'undefined' : formatDecimal(metric.value, 3));
const square = { showlegend: false, margin: { t: 6, r: 10, b: 36, l: 40 } };
const rocLayout = { ...square, xaxis: shareAxis('False alarms'), yaxis: shareAxis('Found') };
const recallLayout = { ...square, xaxis: shareAxis('Found (recall)'), yaxis: shareAxis('Right (precision)') };
const fromWords = (threshold: number | null): string =>
  threshold === null ? 'nothing called positive' : `from score ${formatDecimal(threshold, 3)}`;

/** How many positives are found at each share of false alarms. */
export function RocPlot({ points, auc }: { points: readonly RocPoint[]; auc: Metric }) {
  const traces = useMemo(
    () => [
      chanceLine([0, 1], [0, 1], 'chance'),
      measuredLine(
        points.map((point) => point.falsePositiveRate),
        points.map((point) => point.truePositiveRate),
        'model',
        '%{y:.1%} found<br>%{x:.1%} false alarms<br>%{text}',
        points.map((point) => fromWords(point.threshold)),
      ),
    ],
    [points],
  );
  return (
    <ChartFigure
      title="ROC"
      note={`area ${written(auc)}, chance 0.5`}
      label={`ROC curve with an area of ${written(auc)}`}
      traces={traces}
      layout={rocLayout}
    />
  );
}

export interface PrecisionRecallPlotProps {
  points: readonly PrecisionRecallPoint[];
  average: Metric;
  /** What calling at random would reach. */
  positiveShare: number;
}

/** How often a positive call is right, by how many positives are found. */
export function PrecisionRecallPlot({ points, average, positiveShare }: PrecisionRecallPlotProps) {
  const traces = useMemo(
    () => [
      chanceLine([0, 1], [positiveShare, positiveShare], 'chance'),
      measuredLine(
        points.map((point) => point.recall),
        points.map((point) => point.precision),
        'model',
        '%{y:.1%} right<br>%{x:.1%} found<br>%{text}',
        points.map((point) => fromWords(point.threshold)),
      ),
    ],
    [points, positiveShare],
  );
  return (
    <ChartFigure
      title="Precision and recall"
      note={`average ${written(average)}, chance ${formatShare(positiveShare, 1)}`}
      label={`Precision by recall, ${written(average)} on average`}
      traces={traces}
      layout={recallLayout}
    />
  );
}

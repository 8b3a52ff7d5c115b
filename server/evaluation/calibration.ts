import { wilsonInterval } from './interval';
import { known, type Metric, unknown } from './metric';
import type { CalibrationBin } from './report';

export const CALIBRATION_BINS = 10;

/**
 * The equal-width bin of a score from 0 to 1. A score on an edge belongs to the upper bin (⌊s·k⌋, 1 in the last: the usual
 * rule of ECE) unless `edge` is 'lower' (the rule of scikit-learn's `calibration_curve`).
 */
export function binOf(score: number, bins: number, edge: 'upper' | 'lower' = 'upper'): number {
  const place = edge === 'upper' ? Math.floor(score * bins) : Math.ceil(score * bins) - 1;
  return Math.min(bins - 1, Math.max(0, place));
}

/** Scores in equal-width bins, with the mean score and the observed share of positives of each; see `binOf`. */
export function calibrationBins(
  scores: Float64Array,
  isPositive: (row: number) => boolean,
  bins = CALIBRATION_BINS,
  edge: 'upper' | 'lower' = 'upper',
  level = 0.95,
): CalibrationBin[] {
  const rows = new Float64Array(bins);
  const positives = new Float64Array(bins);
  const scoreSums = new Float64Array(bins);
  for (let row = 0; row < scores.length; row++) {
    const bin = binOf(scores[row]!, bins, edge);
    rows[bin]!++;
    scoreSums[bin]! += scores[row]!;
    if (isPositive(row)) positives[bin]!++;
  }
  return Array.from(rows, (count, bin) => {
    const { lower, upper } = wilsonInterval(positives[bin]!, count, level);
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      rows: count,
      meanScore: count === 0 ? null : scoreSums[bin]! / count,
      positiveShare: count === 0 ? null : positives[bin]! / count,
      interval: lower === null ? null : [lower, upper],
    };
  });
}

/** Expected calibration error: Σ (rows in bin / rows) × |share of positives − mean score|. All sums may be weighted. */
export function calibrationError(rows: Float64Array, positives: Float64Array, scoreSums: Float64Array): Metric {
  let [all, gaps] = [0, 0];
  for (let bin = 0; bin < rows.length; bin++) {
    all += rows[bin]!;
    gaps += Math.abs(positives[bin]! - scoreSums[bin]!);
  }
  return all === 0 ? unknown('there are no rows') : known(gaps / all);
}

/** The same of bins that are summed up. */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): Metric {
  const column = (read: (bin: CalibrationBin) => number) => Float64Array.from(bins, read);
  return calibrationError(
    column(({ rows }) => rows),
    column(({ rows, positiveShare }) => rows * (positiveShare ?? 0)),
    column(({ rows, meanScore }) => rows * (meanScore ?? 0)),
  );
}

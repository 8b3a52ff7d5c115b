import { known, type Metric, unknown } from './metric';
import type { CalibrationBin } from './report';

/**
 * Scores (0..1) in `bins` equal-width bins, with the mean score and the observed share of positives of each.
 * A score on an edge belongs to the upper bin (⌊s·k⌋, 1 in the last: the usual rule of ECE) unless `edge` is 'lower'
 * (the rule of scikit-learn's `calibration_curve`).
 */
export function calibrationBins(
  scores: Float64Array,
  isPositive: (row: number) => boolean,
  bins = 10,
  edge: 'upper' | 'lower' = 'upper',
): CalibrationBin[] {
  const rows = new Float64Array(bins);
  const positives = new Float64Array(bins);
  const scoreSums = new Float64Array(bins);
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    const place = edge === 'upper' ? Math.floor(score * bins) : Math.ceil(score * bins) - 1;
    const bin = Math.min(bins - 1, Math.max(0, place));
    rows[bin] = rows[bin]! + 1;
    scoreSums[bin] = scoreSums[bin]! + score;
    if (isPositive(row)) positives[bin] = positives[bin]! + 1;
  }
  return Array.from(rows, (count, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    rows: count,
    meanScore: count === 0 ? null : scoreSums[bin]! / count,
    positiveShare: count === 0 ? null : positives[bin]! / count,
  }));
}

/** Expected calibration error: Σ (rows in bin / rows) × |share of positives − mean score|. */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): Metric {
  let rows = 0;
  let gaps = 0;
  for (const bin of bins) {
    if (bin.meanScore === null || bin.positiveShare === null) continue;
    rows += bin.rows;
    gaps += bin.rows * Math.abs(bin.positiveShare - bin.meanScore);
  }
  return rows === 0 ? unknown('there are no rows') : known(gaps / rows);
}

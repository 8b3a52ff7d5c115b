import { describe, expect, it } from 'vitest';
import { calibrationBins, expectedCalibrationError } from './calibration';

const outcomes = [1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0];
const scores = Float64Array.of(0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1);
const isPositive = (row: number) => outcomes[row] === 1;

describe('calibration bins', () => {
  it('give the reference calibration error with 10 and with 5 bins', () => {
    expect(expectedCalibrationError(calibrationBins(scores, isPositive, 10)).value).toBeCloseTo(0.254166666667, 10);
    expect(expectedCalibrationError(calibrationBins(scores, isPositive, 5)).value).toBeCloseTo(0.129166666667, 10);
  });

  it('give the reference reliability diagram where an edge belongs to the lower bin', () => {
    const bins = calibrationBins(scores, isPositive, 5, 'lower');
    const shares = [0.5, 0.333333333333, 0.333333333333, 0.666666666667, 1];
    const means = [0.15, 0.366666666667, 0.55, 0.766666666667, 0.9];
    for (const [i, bin] of bins.entries()) {
      expect(bin.positiveShare).toBeCloseTo(shares[i]!, 10);
      expect(bin.meanScore).toBeCloseTo(means[i]!, 10);
    }
  });

  it('put score 1 in the last bin and leave empty bins without means', () => {
    const bins = calibrationBins(Float64Array.of(0, 1), (row) => row === 1, 10);
    expect(bins[0]).toMatchObject({ from: 0, to: 0.1, rows: 1, meanScore: 0, positiveShare: 0 });
    expect(bins[9]).toMatchObject({ from: 0.9, to: 1, rows: 1, meanScore: 1, positiveShare: 1 });
    expect(bins[4]).toMatchObject({ rows: 0, meanScore: null, positiveShare: null, interval: null });
    // Wilson's of one positive in one row: statsmodels 0.14.
    expect(bins[9]!.interval).toEqual([expect.closeTo(0.2065493143, 9), 1]);
  });
});

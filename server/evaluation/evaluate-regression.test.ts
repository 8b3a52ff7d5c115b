import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateRegression } from './evaluate-regression';
import type { RegressionMetricName } from './metric-names';

const evaluate = (truth: readonly number[], predicted: readonly number[]) =>
  evaluateRegression({ truth: Float64Array.from(truth), predicted: Float64Array.from(predicted) });

describe('evaluating a regression', () => {
  const report = evaluate([3, -0.5, 2, 7], [2.5, 0, 2, 8]);

  it.each<[RegressionMetricName, number]>([
    ['mae', 0.5],
    ['mse', 0.375],
    ['rmse', 0.612372435696],
    ['r2', 0.948608137045],
    ['mape', 0.327380952381],
    ['medae', 0.5],
  ])('gives the reference value of %s', (name, value) => {
    expect(report.metrics[name].value).toBeCloseTo(value, 10);
  });

  it('describes the residuals, actual minus predicted', () => {
    expect(report.residuals.quantiles.map(({ value }) => value)).toEqual(
      [-1, -0.925, -0.625, -0.25, 0.125, 0.425, 0.5].map((v) => expect.closeTo(v, 12)),
    );
    expect(report.residuals.histogram!.counts.reduce((a, b) => a + b)).toBe(4);
    expect(report.residuals.histogram!.edges).toHaveLength(31);
  });

  it('gives the mean baseline an R² of 0', () => {
    expect(report.baseline.title).toBe('Always 2.875, the mean');
    expect(report.baseline.metrics.r2.value).toBeCloseTo(0, 12);
    expect(report.baseline.metrics.mae.value).toBeCloseTo(2.125, 12);
  });

  it('takes the mean of the training rows where it is told', () => {
    const { baseline } = evaluateRegression({
      truth: Float64Array.of(1, 3),
      predicted: Float64Array.of(1, 3),
      trainingMean: 4,
    });
    expect(baseline.title).toBe('Always 4, the mean of the training rows');
    expect(baseline.metrics.mae.value).toBe(2);
  });

  it('survives a trip through JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('a regression at the edges', () => {
  it('scores a constant target 1 if exact and 0 if not, with a caveat', () => {
    expect(evaluate([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]).metrics.r2).toMatchObject({ value: 1 });
    expect(evaluate([0.1, 0.1, 0.1], [0.1, 0.1, 0.2]).metrics.r2).toMatchObject({ value: 0 });
    expect(evaluate([1, 1], [1, 2]).metrics.r2.reason).toContain('all the same');
  });

  it('says R² is undefined for one row', () => {
    expect(evaluate([1], [2]).metrics.r2).toEqual({ value: null, reason: 'it needs at least two rows' });
  });

  it('gives a reason for every metric without rows', () => {
    const { metrics, residuals, sample } = evaluate([], []);
    for (const metric of Object.values(metrics)) expect(metric).toEqual({ value: null, reason: expect.any(String) });
    expect(residuals).toEqual({ histogram: null, quantiles: [] });
    expect(sample).toEqual([]);
  });

  it('puts equal residuals into one bin', () => {
    expect(evaluate([1, 2], [0, 1]).residuals.histogram).toEqual({ edges: [1, 1], counts: [2] });
  });

  it('says a sum too large for a number is undefined rather than null without a word', () => {
    expect(evaluate([1e200, 0], [-1e200, 0]).metrics.mse).toEqual({ value: null, reason: expect.any(String) });
  });

  it('refuses data it could only misread, naming the row', () => {
    expect(() => evaluate([1, 2], [1, Number.NaN])).toThrow('Row 1');
    expect(() => evaluate([1, 2], [1])).toThrow('not 1');
  });

  it('samples at most 500 distinct rows in order, the same each time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (rows) => {
        const values = Array.from({ length: rows }, (_, i) => i);
        const taken = evaluate(values, values).sample.map(({ row }) => row);
        expect(taken.length).toBe(Math.min(rows, 500));
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken[0]).toBe(0);
        expect(taken.at(-1)).toBeLessThan(rows);
      }),
      { numRuns: 30 },
    );
  });
});

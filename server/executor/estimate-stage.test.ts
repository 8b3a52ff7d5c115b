import { describe, expect, test } from 'vitest';
import { estimateStage, type Sample } from './estimate-stage';

const sample = (ms: number, more: Partial<Sample> = {}): Sample => ({ settings: 's', rows: null, ms, ...more });

describe('the estimate of a stage', () => {
  test('is the median of earlier ones, with the middle half as its range', () => {
    // numpy.quantile([120, 200, 260, 900], [.25, .5, .75]) = [180, 230, 420]
    const samples = [900, 120, 260, 200].map((ms) => sample(ms));
    expect(estimateStage(samples, { settings: 's', rows: null })).toEqual({
      ms: 230,
      lowMs: 180,
      highMs: 420,
      from: 4,
      isSameSettings: true,
    });
  });

  test('goes by the same settings when there are any, and by the kind of work when there are none', () => {
    const samples = [sample(100), sample(5_000, { settings: 'many rounds' })];
    expect(estimateStage(samples, { settings: 's', rows: null })).toMatchObject({ ms: 100, from: 1 });
    expect(estimateStage(samples, { settings: 'new', rows: null })).toMatchObject({
      ms: 2_550,
      from: 2,
      isSameSettings: false,
    });
  });

  test('grows with the rows, but for what a stage costs over none', () => {
    const samples = [sample(1_040, { rows: 1_000 })];
    expect(estimateStage(samples, { settings: 's', rows: 5_000 })?.ms).toBe(5_040);
    expect(estimateStage(samples, { settings: 's', rows: 500 })?.ms).toBe(540);
    expect(estimateStage([sample(30, { rows: 10 })], { settings: 's', rows: 1e6 })?.ms).toBe(30);
    expect(estimateStage(samples, { settings: 's', rows: null })?.ms).toBe(1_040);
  });

  test('is none where nothing like it ran', () => {
    expect(estimateStage([], { settings: 's', rows: 10 })).toBeUndefined();
  });
});

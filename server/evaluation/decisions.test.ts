import { expect, it } from 'vitest';
import { decisionsOf } from './decisions';
import { rank } from './ranking';

it('keeps every threshold of a short ranking, with what it decides', () => {
  expect(decisionsOf(rank(Float64Array.of(0.9, 0.4, 0.4, 0.1), (row) => row < 2))).toEqual({
    thresholds: [0.9, 0.4, 0.1],
    truePositives: [1, 2, 2],
    falsePositives: [0, 1, 2],
    positives: 2,
    negatives: 2,
  });
});

it('keeps rare positives in view: precision moves where the ROC curve stands still', () => {
  const scores = Float64Array.from({ length: 50_000 }, (_, row) => row / 50_000);
  const { thresholds, truePositives } = decisionsOf(rank(scores, (row) => row % 500 === 0));
  expect(thresholds.length).toBeLessThanOrEqual(510);
  expect(new Set(truePositives).size).toBeGreaterThan(90);
  const gaps = thresholds.slice(1).map((threshold, i) => thresholds[i]! - threshold);
  expect(Math.max(...gaps)).toBeLessThan(0.011);
});

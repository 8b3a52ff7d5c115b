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
  expect(thresholds.length).toBeLessThanOrEqual(545);
  expect(new Set(truePositives).size).toBeGreaterThan(90);
  const gaps = thresholds.slice(1).map((threshold, i) => thresholds[i]! - threshold);
  expect(Math.max(...gaps)).toBeLessThan(0.011);
});

it('is exact at every 1/200, and at the thresholds asked for', () => {
  const scores = Float64Array.from({ length: 20_000 }, (_, row) => ((row * 7919) % 20_000) / 19_999);
  const { thresholds, truePositives, falsePositives } = decisionsOf(
    rank(scores, (row) => row % 3 === 0),
    [0.31271],
  );
  for (const threshold of [0.005, 0.31271, 0.5, 0.995]) {
    const at = thresholds.findLastIndex((kept) => kept >= threshold);
    expect(truePositives[at]! + falsePositives[at]!).toBe(scores.filter((score) => score >= threshold).length);
  }
});

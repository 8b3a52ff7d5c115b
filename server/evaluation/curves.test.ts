import { describe, expect, it } from 'vitest';
import { precisionRecallCurve, rocCurve } from './curves';
import { rank } from './ranking';

/** 20,000 rows with scores 0..1 without ties; the higher the score, the likelier a positive. */
const scores = Float64Array.from({ length: 20_000 }, (_, i) => i / 20_000);
const isPositive = (row: number) => (row * 7919) % 20_000 < row;
const ranking = rank(scores, isPositive);

describe('thinning a long curve', () => {
  it('keeps at most 200 points and both ends', () => {
    const roc = rocCurve(ranking);
    expect(roc.length).toBeLessThanOrEqual(200);
    expect(roc.length).toBeGreaterThan(150);
    expect(roc[0]).toMatchObject({ falsePositiveRate: 0, truePositiveRate: 0 });
    expect(roc.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
    expect(precisionRecallCurve(ranking).length).toBeLessThanOrEqual(200);
  });

  it('stays within a hundredth of the whole ROC curve', () => {
    const roc = rocCurve(ranking);
    let farthest = 0;
    for (const point of rocCurve(ranking, Number.POSITIVE_INFINITY)) {
      const distances = roc.map(
        (kept) =>
          Math.abs(kept.falsePositiveRate - point.falsePositiveRate) +
          Math.abs(kept.truePositiveRate - point.truePositiveRate),
      );
      farthest = Math.max(farthest, Math.min(...distances));
    }
    expect(farthest).toBeLessThan(0.011);
  });

  it('leaves a short curve as it is', () => {
    expect(rocCurve(rank(Float64Array.of(0.9, 0.1), (row) => row === 0))).toEqual([
      { falsePositiveRate: 0, truePositiveRate: 0, threshold: null },
      { falsePositiveRate: 0, truePositiveRate: 1, threshold: 0.9 },
      { falsePositiveRate: 1, truePositiveRate: 1, threshold: 0.1 },
    ]);
  });
});

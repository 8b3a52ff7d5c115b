import { describe, expect, test } from 'vitest';
import { best, rungsFor } from './halving';
import { importanceOf } from './importance';
import { gridPoints, gridSize, type Parameter, type Point, placeOf, randomPoint, randomPoints, valueAt } from './space';
import { type Observation, propose } from './tpe';

const rate: Parameter = { name: 'rate', label: 'Rate', kind: 'range', from: 0.001, to: 1, log: true, whole: false };
const leaves: Parameter = { name: 'leaves', label: 'Leaves', kind: 'range', from: 4, to: 64, log: true, whole: true };
const kind: Parameter = { name: 'kind', label: 'Kind', kind: 'values', values: ['a', 'b', 'c'] };
const space = [rate, leaves, kind];

describe('a space', () => {
  test('goes from end to end of a range, by ratios where it is logarithmic', () => {
    expect([0, 1 / 3, 1].map((place) => valueAt(rate as never, place))).toEqual([0.001, 0.01, 1]);
    expect([0, 0.5, 1].map((place) => valueAt(leaves as never, place))).toEqual([4, 16, 64]);
    expect(placeOf(rate as never, 0.01)).toBeCloseTo(1 / 3, 12);
  });

  test('has every combination in its grid, once', () => {
    const points = gridPoints(space, 3);
    expect(points).toHaveLength(27);
    expect(gridSize(space, 3)).toBe(27);
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(27);
    expect(points.slice(0, 4)).toEqual([
      { rate: 0.001, leaves: 4, kind: 'a' },
      { rate: 0.001, leaves: 4, kind: 'b' },
      { rate: 0.001, leaves: 4, kind: 'c' },
      { rate: 0.001, leaves: 16, kind: 'a' },
    ]);
  });

  test('is drawn from evenly, and a trial is drawn the same whatever the others', () => {
    const points = randomPoints(space, 7, 600);
    const low = points.filter(({ rate: value }) => Number(value) < 0.0316).length;
    expect(low / points.length).toBeGreaterThan(0.44);
    expect(low / points.length).toBeLessThan(0.56);
    expect(randomPoints(space, 7, 5)).toEqual(points.slice(0, 5));
    expect(randomPoint(space, 8, 0)).not.toEqual(points[0]);
  });

  test('that is small is drawn empty and no further', () => {
    expect(randomPoints([kind], 1, 20)).toHaveLength(3);
  });
});

/** Smallest, 0, at rate 0.03, 20 leaves and kind b. */
const loss = ({ rate: r, leaves: l, kind: k }: Point): number =>
  Math.log(Number(r) / 0.03) ** 2 / 5 + Math.log(Number(l) / 20) ** 2 + (k === 'b' ? 0 : 0.5);

function search(seed: number, trials: number, by: 'tpe' | 'random', lag = 1): number {
  const observed: Observation[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const known = observed.slice(0, Math.max(0, trial - lag + 1));
    const point = by === 'tpe' ? propose(space, known, { seed, trial }) : randomPoint(space, seed, trial);
    observed.push({ point, loss: loss(point) });
  }
  return Math.min(...observed.map((each) => each.loss!));
}

describe('the Parzen estimator', () => {
  const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

  test.each([1, 4])('finds better settings than chance with the same number of trials, %i at once', (lag) => {
    const tpe = seeds.map((seed) => search(seed, 50, 'tpe', lag));
    const random = seeds.map((seed) => search(seed, 50, 'random'));
    const wins = tpe.filter((value, index) => value < random[index]!).length;
    expect(wins).toBeGreaterThanOrEqual(28);
    expect(median(tpe)).toBeLessThan(median(random) / 2);
  });

  test('proposes the same for the same trials', () => {
    const observed = seeds.slice(0, 15).map((seed) => {
      const point = randomPoint(space, 1, seed);
      return { point, loss: loss(point) };
    });
    const next = propose(space, observed, { seed: 3, trial: 15 });
    expect(propose(space, [...observed], { seed: 3, trial: 15 })).toEqual(next);
    expect(propose(space, observed, { seed: 3, trial: 16 })).not.toEqual(next);
  });

  test('stays in the space, and away from what failed', () => {
    const observed = seeds.map((seed) => {
      const point = randomPoint(space, 5, seed);
      return { point, loss: point.kind === 'a' ? null : loss(point) };
    });
    const next = seeds.map((trial) => propose(space, observed, { seed: 2, trial }));
    for (const point of next) {
      expect(Number(point.rate)).toBeGreaterThanOrEqual(0.001);
      expect(Number(point.rate)).toBeLessThanOrEqual(1);
      expect(Number.isInteger(point.leaves)).toBe(true);
    }
    expect(next.filter((point) => point.kind === 'a').length).toBeLessThan(4);
  });
});

describe('successive halving', () => {
  test('gives the best third three times the effort, up to all of it', () => {
    expect(rungsFor(27, 3)).toEqual([
      { share: 1 / 27, slots: 27 },
      { share: 1 / 9, slots: 9 },
      { share: 1 / 3, slots: 3 },
      { share: 1, slots: 1 },
    ]);
    expect(rungsFor(20, 4).map(({ slots }) => slots)).toEqual([20, 5, 1]);
    expect(rungsFor(2, 3)).toEqual([{ share: 1, slots: 2 }]);
  });

  test('promotes the best, ties by order, and nothing that failed', () => {
    expect(best([0.3, null, 0.1, 0.3, 0.2], 3)).toEqual([2, 4, 0]);
    expect(best([null, null], 2)).toEqual([]);
  });
});

describe('importance', () => {
  test('is what a setting explains by itself', () => {
    const observed = Array.from({ length: 60 }, (_, trial) => {
      const point = randomPoint(space, 11, trial);
      return { point, loss: point.kind === 'b' ? 0 : 1 };
    });
    const [rateShare, leavesShare, kindShare] = importanceOf(space, observed).map(({ share }) => share!);
    expect(kindShare).toBe(1);
    expect(rateShare).toBeLessThan(0.15);
    expect(leavesShare).toBeLessThan(0.15);
  });

  test('is ε² as it is defined', () => {
    // Groups {1,2,3}, {2,3,4}, {6,7,8}: SSB = 42, SSW = 6, MSW = 1, SST = 48; ε² = (42 − 2·1) / 48.
    const losses = [1, 2, 3, 2, 3, 4, 6, 7, 8];
    const observed = losses.map((each, index) => ({ point: { kind: 'abc'[Math.floor(index / 3)]! }, loss: each }));
    expect(importanceOf([kind], observed)[0]!.share).toBeCloseTo(40 / 48, 12);
  });

  test('is not known of a few trials', () => {
    expect(importanceOf([kind], [{ point: { kind: 'a' }, loss: 1 }])[0]!.share).toBeNull();
  });
});

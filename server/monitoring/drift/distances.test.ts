import { describe, expect, it } from 'vitest';
import { chiSquareContingency, chiSquareGoodnessOfFit } from './chi-square';
import { distributionDistances } from './distribution-distances';
import { populationDeviation, wasserstein, wassersteinNormed } from './wasserstein';

describe('chi-square', () => {
  const reference = [16, 18, 16, 14, 12, 12];
  const current = [16, 16, 16, 16, 16, 8];

  it('has the reference values for goodness of fit', () => {
    const { statistic, pValue, degreesOfFreedom } = chiSquareGoodnessOfFit(reference, current)!;
    expect(statistic).toBeCloseTo(3.1746031746, 10);
    expect(pValue).toBeCloseTo(0.673087600697, 11);
    expect(degreesOfFreedom).toBe(5);
  });

  it('gives p = 0 for a category the reference does not have', () => {
    expect(chiSquareGoodnessOfFit([10, 0], [9, 1])).toMatchObject({ statistic: Number.POSITIVE_INFINITY, pValue: 0 });
  });

  it('has the reference values for a 2×6 table', () => {
    const { statistic, pValue, degreesOfFreedom, cramersV } = chiSquareContingency([reference, current])!;
    expect(statistic).toBeCloseTo(1.62240896359, 10);
    expect(pValue).toBeCloseTo(0.898526239403, 11);
    expect(degreesOfFreedom).toBe(5);
    expect(cramersV).toBeCloseTo(0.0960116281897, 11);
  });

  it('has the reference values for a 2×2 table with and without the correction of Yates', () => {
    const table = [
      [30, 10],
      [20, 20],
    ];
    expect(chiSquareContingency(table)).toMatchObject({
      statistic: expect.closeTo(5.33333333333, 10),
      pValue: expect.closeTo(0.0209213353378, 11),
    });
    expect(chiSquareContingency(table, { yates: true })).toMatchObject({
      statistic: expect.closeTo(4.32, 10),
      pValue: expect.closeTo(0.0376669222286, 11),
    });
  });

  it('has the reference values for a table with an empty cell', () => {
    const { statistic, pValue, degreesOfFreedom } = chiSquareContingency([
      [50, 30, 20, 0],
      [40, 30, 20, 10],
    ])!;
    expect(statistic).toBeCloseTo(11.1111111111, 10);
    expect(pValue).toBeCloseTo(0.0111399806417, 11);
    expect(degreesOfFreedom).toBe(3);
  });

  it('drops a category that occurs nowhere, and is undefined where one is left', () => {
    expect(
      chiSquareContingency([
        [...reference, 0],
        [...current, 0],
      ]),
    ).toEqual(chiSquareContingency([reference, current]));
    expect(
      chiSquareContingency([
        [5, 0],
        [7, 0],
      ]),
    ).toBeNull();
    expect(chiSquareGoodnessOfFit([5], [7])).toBeNull();
  });
});

describe('distances between distributions', () => {
  const P = [0.5, 0.3, 0.2];
  const Q = [0.4, 0.4, 0.2];

  it('have the reference values', () => {
    const distances = distributionDistances(P, Q)!;
    expect(distances.jsDistance).toBeCloseTo(0.0797947262292, 11);
    expect(distances.jsDistanceBase2).toBeCloseTo(0.0958432337769, 11);
    expect(distances.jsDivergence).toBeCloseTo(0.006367198334, 11);
    expect(distances.kl).toBeCloseTo(0.0252671539216, 11);
    expect(distributionDistances(Q, P)!.kl).toBeCloseTo(0.025815408455, 11);
    expect(distances.hellinger).toBeCloseTo(0.0798513806159, 11);
    expect(distances.totalVariation).toBeCloseTo(0.1, 12);
    expect(distances.largestDifference).toBeCloseTo(0.1, 12);
  });

  it('have the reference values where bins are empty, and no KL', () => {
    const distances = distributionDistances([0.5, 0.5, 0], [0, 0.5, 0.5])!;
    expect(distances.jsDistance).toBeCloseTo(0.588705011258, 11);
    expect(distances.jsDistanceBase2).toBeCloseTo(Math.SQRT1_2, 11);
    expect(distances.jsDivergence).toBeCloseTo(0.34657359028, 11);
    expect(distances.kl).toBeNull();
  });

  it('take counts as well as shares, and reach their maximum without overlap', () => {
    expect(distributionDistances([5, 3, 2], [8, 8, 4])).toEqual(distributionDistances(P, Q));
    expect(distributionDistances([1, 0], [0, 1])!.jsDistanceBase2).toBeCloseTo(1, 12);
    expect(distributionDistances([1, 0], [0, 0])).toBeNull();
  });
});

describe('the Wasserstein distance', () => {
  const A = Float64Array.of(38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58);
  const B = Float64Array.of(39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8);
  const thousand = Float64Array.from({ length: 1000 }, (_, i) => i);

  it('has the reference values for two samples of eight', () => {
    expect(wasserstein(A, B)).toBeCloseTo(4.1625, 11);
    expect(populationDeviation(A)).toBeCloseTo(5.32809475798, 10);
    expect(wassersteinNormed(A, B)!.normed).toBeCloseTo(0.781236105789, 11);
  });

  it('has the reference values for a shift, and for unequal sizes', () => {
    const shifted = wassersteinNormed(
      thousand,
      thousand.map((value) => value + 100),
    )!;
    expect(shifted.distance).toBeCloseTo(100, 9);
    expect(shifted.normed).toBeCloseTo(0.346410334719, 11);
    expect(wasserstein(Float64Array.of(0, 1, 3), Float64Array.of(5, 6, 8, 9))).toBeCloseTo(5.66666666667, 10);
  });

  it('flags the constant reference whose norm explodes', () => {
    const five = new Float64Array(50).fill(5);
    const { normed, constantReference } = wassersteinNormed(five, five.with(49, 6))!;
    expect(normed).toBeCloseTo(20, 9);
    expect(constantReference).toBe(true);
  });

  it('drops what is not finite, and is undefined for an empty sample', () => {
    expect(wasserstein(Float64Array.of(1, Number.NaN), Float64Array.of(3, Number.POSITIVE_INFINITY))).toBe(2);
    expect(wasserstein(Float64Array.of(Number.NaN), A)).toBeNull();
  });
});

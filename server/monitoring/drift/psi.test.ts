import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binCategorical, buildCategoricalReference } from './categorical-reference';
import { evidentlyPsi } from './evidently-psi';
import { binNumeric, buildNumericReference } from './numeric-reference';
import { psi, psiByBin, type ZeroHandling } from './psi';

const upTo = (rows: number, value: (i: number) => number) => Float64Array.from({ length: rows }, (_, i) => value(i));
const thousand = upTo(1000, (i) => i);

/** PSI of `current` in the quantile bins of `reference`. */
function quantilePsi(reference: Float64Array, current: Float64Array) {
  const bins = buildNumericReference(reference);
  return psi(bins.counts, binNumeric(bins, current), 'evidently');
}

describe('the population stability index', () => {
  it('has the reference value for ten equal bins, however zeros are handled', () => {
    const reference = new Array<number>(10).fill(100);
    const current = [50, 50, 100, 100, 100, 100, 100, 100, 150, 150];
    expect(psi(reference, current, 'evidently')).toBeCloseTo(0.109861228867, 11);
    expect(psi(reference, current, 'clip')).toBeCloseTo(0.109861228867, 11);
  });

  it.each<[ZeroHandling, number]>([
    ['evidently', 0.712399107502],
    ['clip', 1.1735953887],
    ['jeffreys', 0.55151684035],
  ])('has the reference value for an empty reference bin, zeros by %s', (zeros, value) => {
    expect(psi([500, 300, 200, 0], [400, 300, 200, 100], zeros)).toBeCloseTo(value, 10);
  });

  it('has the reference value for categories of which one is new', () => {
    const reference = buildCategoricalReference(['3', '2', '2']);
    expect(psi(reference.counts, binCategorical(reference, ['1', '2', '3']), 'evidently')).toBeCloseTo(2.934147248, 9);
  });

  it.each<[string, (i: number) => number, number]>([
    ['shifted by 100', (i) => i + 100, 0.759399470426],
    ['shifted by 50', (i) => i + 50, 0.0549306144334],
    ['scaled by 0.8', (i) => 0.8 * i, 1.19020939537],
    ['with odd rows halved', (i) => (i % 2 === 1 ? i / 2 : i), 0.272256370721],
  ])('has the reference value over quantile bins for data %s', (_, change, value) => {
    expect(quantilePsi(thousand, upTo(1000, change))).toBeCloseTo(value, 10);
  });

  it('has the reference value for a reference of mostly one value, in two bins', () => {
    const reference = upTo(1000, (i) => Math.max(0, i - 899));
    const current = upTo(1000, (i) => (i < 700 ? 0 : ((i - 700) % 100) + 1));
    const bins = buildNumericReference(reference);
    expect(bins).toMatchObject({ kind: 'quantiles', counts: [900, 100, 0] });
    expect(quantilePsi(reference, current)).toBeCloseTo(0.26998534339, 10);
  });

  it.each<[string, (i: number) => number, number]>([
    ['shifted by 100', (i) => i + 100, 1.25577542901],
    ['shifted by 50', (i) => i + 50, 0.0839750654752],
    ['scaled by 0.8', (i) => 0.8 * i, 1.16930104225],
    ['shifted by 5000', (i) => i + 5000, 17.0309795056],
  ])('has the reference value over Evidently bins for data %s', (_, change, value) => {
    expect(evidentlyPsi(thousand, upTo(1000, change))).toBeCloseTo(value, 9);
  });

  it('has the reference value over Evidently bins for few distinct values', () => {
    expect(evidentlyPsi(Float64Array.of(3, 2, 2), Float64Array.of(1, 2, 3))).toBeCloseTo(2.934147248, 9);
  });

  it('is not fooled by a shift that keeps the shape', () => {
    // Bins re-made from each side would all agree: that mistake gives 2e-31 here.
    expect(
      quantilePsi(
        thousand,
        upTo(1000, (i) => i + 5000),
      ),
    ).toBeGreaterThan(5);
  });

  it('does not count bins that are empty on both sides', () => {
    expect(psi([50_000, 50_000, 0], [100, 100, 0])).toBe(psi([50_000, 50_000], [100, 100]));
  });

  it('is undefined where a side has no rows', () => {
    expect(psi([1, 2], [0, 0])).toBeNull();
    expect(psi([0, 0], [1, 2])).toBeNull();
  });

  it('refuses histograms over different bins', () => {
    expect(() => psi([1], [1, 2])).toThrow('1 reference bins cannot be compared with 2');
  });
});

describe('what holds for any histograms', () => {
  const zeros = fc.constantFrom<ZeroHandling>('jeffreys', 'evidently', 'clip');
  const pairs = fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 1, maxLength: 12 });

  it('keeps PSI at or above 0, and finite', () => {
    fc.assert(
      fc.property(pairs, zeros, (bins, how) => {
        const value = psi(
          bins.map(([p]) => p),
          bins.map(([, q]) => q),
          how,
        );
        expect(value === null || (value >= 0 && Number.isFinite(value))).toBe(true);
      }),
    );
  });

  it('makes PSI 0 for a histogram and itself, and the same both ways round', () => {
    fc.assert(
      fc.property(pairs, zeros, (bins, how) => {
        const [p, q] = [bins.map(([count]) => count), bins.map(([, count]) => count)];
        fc.pre(p.some(Boolean) && q.some(Boolean));
        expect(psi(p, p, how)).toBe(0);
        expect(psi(p, q, how)).toBeCloseTo(psi(q, p, how)!, 10);
        expect(psiByBin(p, q, how)!.every((part) => part >= 0)).toBe(true);
      }),
    );
  });
});

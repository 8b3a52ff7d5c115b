import { describe, expect, it } from 'vitest';
import { kolmogorovLimit, kolmogorovSmirnov } from './kolmogorov-smirnov';

const from = (rows: number, value: (i: number) => number) => Float64Array.from({ length: rows }, (_, i) => value(i));
const A = Float64Array.of(38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58);
const B = Float64Array.of(39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8);

/** What, samples, D, exact p, p by the Kolmogorov limit (null where statistics.md gives none). */
const table: [string, Float64Array, Float64Array, number, number, number | null][] = [
  ['two samples of eight', A, B, 0.625, 0.0870240870241, 0.0878664139417],
  ['1..10 and 3..12', from(10, (i) => i + 1), from(10, (i) => i + 3), 0.2, 0.994457554829, 0.988261077644],
  ['sizes 20 and 7', from(20, (i) => i), from(7, (i) => i + 5.5), 0.4, 0.309420852899, 0.377938594591],
  [
    'ties',
    Float64Array.of(1, 1, 2, 2, 3, 3, 4),
    Float64Array.of(2, 2, 2, 3, 3, 5),
    0.285714285714,
    0.871794871795,
    null,
  ],
  [
    'a thousand rows shifted by 30',
    from(1000, (i) => i),
    from(1000, (i) => i + 30),
    0.03,
    0.759369568568,
    0.75909783842,
  ],
];

describe('the two-sample Kolmogorov-Smirnov test', () => {
  it.each(table)('has the reference values for %s', (_, a, b, statistic, exact, limit) => {
    const result = kolmogorovSmirnov(a, b)!;
    expect(result.method).toBe('exact');
    expect(result.statistic).toBeCloseTo(statistic, 11);
    expect(result.pValue).toBeCloseTo(exact, 11);
    const scaled = Math.sqrt((a.length * b.length) / (a.length + b.length)) * result.statistic;
    if (limit !== null) expect(kolmogorovLimit(scaled)).toBeCloseTo(limit, 10);
  });

  it('uses the Kolmogorov limit for large samples and says so', () => {
    const result = kolmogorovSmirnov(
      from(20_000, (i) => i),
      from(20_000, (i) => i + 200),
    )!;
    expect(result.method).toBe('kolmogorov-limit');
    expect(result.statistic).toBeCloseTo(0.01, 12);
    expect(result.pValue).toBeCloseTo(0.269999671677, 10);
  });

  it('is certain of identical samples', () => {
    expect(kolmogorovSmirnov(A, A)).toEqual({ statistic: 0, pValue: 1, method: 'exact' });
    expect(
      kolmogorovSmirnov(
        from(5000, (i) => i),
        from(5000, (i) => i),
      ),
    ).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('keeps the digits of a tiny p-value', () => {
    // Two samples without overlap: 2 of the (2n choose n) paths.
    const { pValue } = kolmogorovSmirnov(
      from(30, (i) => i),
      from(30, (i) => i + 100),
    )!;
    let paths = 1;
    for (let k = 1; k <= 30; k++) paths *= (30 + k) / k;
    expect((pValue * paths) / 2).toBeCloseTo(1, 9);
  });

  it('drops NaN and is undefined for an empty sample', () => {
    expect(kolmogorovSmirnov(Float64Array.of(...A, Number.NaN), B)).toEqual(kolmogorovSmirnov(A, B));
    expect(kolmogorovSmirnov(A, Float64Array.of(Number.NaN))).toBeNull();
  });

  it('joins the two series of the Kolmogorov limit without a step', () => {
    expect(kolmogorovLimit(1 - 1e-12)).toBeCloseTo(kolmogorovLimit(1), 10);
    expect(kolmogorovLimit(0.05)).toBe(1);
    expect(kolmogorovLimit(10)).toBeGreaterThanOrEqual(0);
  });
});

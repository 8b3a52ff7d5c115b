import { describe, expect, test } from 'vitest';
import { adjustPValues, differenceBounds, sameShareP } from './share-intervals';
import { StratifiedBootstrap } from './stratified-bootstrap';
import { decidedRows, judge } from './testing/judged-example';

describe('shares', () => {
  // Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('the difference of %i of %i and %i of %i', (a, n, b, m, lower, upper) => {
    const bounds = differenceBounds({ hits: a, rows: n }, { hits: b, rows: m }, 0.95);
    expect(bounds.lower).toBeCloseTo(lower, 4);
    expect(bounds.upper).toBeCloseTo(upper, 4);
  });

  test('the p of equal shares is the pooled z test’s, and Fisher’s where few are to be expected', () => {
    // statsmodels 0.15: proportions_ztest([56, 48], [70, 80]); scipy 1.17: fisher_exact([[2, 28], [20, 180]]).
    expect(sameShareP({ hits: 56, rows: 70 }, { hits: 48, rows: 80 })).toBeCloseTo(0.008045081368, 9);
    expect(sameShareP({ hits: 2, rows: 30 }, { hits: 20, rows: 200 })).toBeCloseTo(0.7471453016, 8);
    expect(sameShareP({ hits: 0, rows: 30 }, { hits: 0, rows: 200 })).toBe(1);
  });

  test('p values are corrected for their number', () => {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), 'BH')
    expect(adjustPValues([0.01, null, 0.04, 0.03, 0.005])).toEqual([0.02, null, 0.04, 0.04, 0.02]);
  });
});

describe('the bootstrap', () => {
  test('keeps the size of every group in every draw, and draws all of its rows', () => {
    const ofRow = Int32Array.of(0, 1, 1, 2, 2, 2, 1, 2);
    const bootstrap = new StratifiedBootstrap(ofRow, 3, 1);
    const seen = new Uint8Array(8);
    for (let draw = 0; draw < 50; draw++) {
      const weights = bootstrap.draw();
      const sizes = [0, 0, 0];
      weights.forEach((weight, row) => {
        sizes[ofRow[row]!]! += weight;
        if (weight > 0) seen[row] = 1;
      });
      expect(sizes).toEqual([1, 3, 4]);
    }
    expect([...seen]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  const rows = decidedRows('1101001011'.repeat(30), '1001011010'.repeat(30));
  const of = Array.from({ length: 300 }, (_, row) => 'ABC'[Math.floor(row / 7) % 3]!);

  test('is the same for the same seed, and another for another', () => {
    const [first, again, other] = [{}, {}, { seed: 8 }].map((more) => JSON.stringify(judge(rows, of, more)));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('gives every measure an interval that holds its value', () => {
    const { measures } = judge(rows, of, { reference: 'A' }).slices[0]!;
    expect(measures).toHaveLength(18);
    for (const { value, interval, name } of measures) {
      expect(interval?.lower, name).toBeLessThanOrEqual(value!);
      expect(interval?.upper, name).toBeGreaterThanOrEqual(value!);
    }
  });

  test('a gap among many groups that are alike is not taken for certain', () => {
    // Every group is selected in 42 to 60 of 100; of ten pairs one is apart by a lone z test, and by itself.
    const counts = [42, 46, 50, 54, 60];
    const selected = counts.map((count) => '1'.repeat(count) + '0'.repeat(100 - count)).join('');
    const groups = counts.flatMap((_, group) => Array.from({ length: 100 }, () => `g${group}`));
    const gap = judge(decidedRows('10'.repeat(250), selected), groups).slices[0]!.measures[0]!;
    expect(sameShareP({ hits: 42, rows: 100 }, { hits: 60, rows: 100 })).toBeLessThan(0.02);
    expect(gap.value).toBeCloseTo(0.18, 12);
    expect(gap.interval?.lower).toBe(0);
  });

  test('a rate that happens to be 1 in two rows is not taken for certain', () => {
    // A: 50 positives of which 49 are found; B: 2, both found. A resample of B never misses one.
    const actual = `${'1'.repeat(50)}${'0'.repeat(50)}${'1'.repeat(2)}${'0'.repeat(50)}`;
    const selected = `${'1'.repeat(49)}${'0'.repeat(51)}${'1'.repeat(2)}${'0'.repeat(50)}`;
    const groups = [...'A'.repeat(100), ...'B'.repeat(52)];
    const gap = judge(decidedRows(actual, selected), groups).slices[0]!.measures.find(
      ({ name }) => name === 'equal_opportunity_difference',
    )!;
    expect(gap.value).toBeCloseTo(0.02, 12);
    expect(gap.interval?.upper).toBeGreaterThan(0.5);
  });
});

describe('differences to all rows', () => {
  test('are significant where the group stands out, and not where chance would do as much', () => {
    // A is selected in 80 of 100, B in 50 of 100, C in 51 of 100.
    const selected = [80, 50, 51].map((count) => '1'.repeat(count) + '0'.repeat(100 - count)).join('');
    const report = judge(decidedRows('10'.repeat(150), selected), [
      ...'A'.repeat(100),
      ...'B'.repeat(100),
      ...'C'.repeat(100),
    ]);
    const rates = report.slices[0]!.groups.map(({ differences }) => differences.selection_rate!);
    expect(rates[0]!.value).toBeCloseTo(0.8 - 181 / 300, 12);
    // statsmodels 0.15: proportions_ztest([80, 101], [100, 200]), and so on.
    for (const [at, p] of [8.495603502e-7, 0.009681872787, 0.01945816672].entries())
      expect(rates[at]!.p).toBeCloseTo(p, 9);
    // Seven metrics of three groups were looked at: one in a hundred is nothing then.
    expect(rates.map(({ significant }) => significant)).toEqual([true, false, false]);
    const alike = judge(decidedRows('10'.repeat(150), '10110'.repeat(60)), [...'A'.repeat(100), ...'B'.repeat(200)])
      .slices[0]!.groups[0]!.differences;
    expect(Object.values(alike).some(({ significant }) => significant)).toBe(false);
    expect(Object.values(alike).every(({ p, adjusted }) => p === null || adjusted! >= p)).toBe(true);
  });

  test('their interval leaves 0 out exactly where the sign is certain', () => {
    const selected = [80, 50].map((count) => '1'.repeat(count) + '0'.repeat(100 - count)).join('');
    const [a] = judge(decidedRows('10'.repeat(100), selected), [...'A'.repeat(100), ...'B'.repeat(100)]).slices[0]!
      .groups;
    const { value, interval } = a!.differences.selection_rate!;
    expect(value).toBeCloseTo(0.15, 12);
    // Half of Newcombe's interval of the difference 0.3 to the other half of the rows.
    const { lower, upper } = differenceBounds({ hits: 80, rows: 100 }, { hits: 50, rows: 100 }, 0.95);
    expect([interval?.lower, interval?.upper]).toEqual([lower / 2, upper / 2]);
  });
});

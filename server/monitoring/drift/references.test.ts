import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binCategorical, buildCategoricalReference } from './categorical-reference';
import { binLabels } from './drift-reference';
import { binNumeric, buildNumericReference } from './numeric-reference';

const thousand = Float64Array.from({ length: 1000 }, (_, i) => i);

describe('a numeric reference', () => {
  it('has the edges numpy computes, and equal shares between them', () => {
    const reference = buildNumericReference(thousand);
    if (reference.kind !== 'quantiles') throw new Error('expected quantile bins');
    const expected = [99.9, 199.8, 299.7, 399.6, 499.5, 599.4, 699.3, 799.2, 899.1];
    expect(reference.edges).toEqual(expected.map((edge) => expect.closeTo(edge, 9)));
    expect(reference.counts).toEqual([...new Array<number>(10).fill(100), 0]);
  });

  it('puts a value equal to an edge into the upper bin', () => {
    const reference = buildNumericReference(Float64Array.from({ length: 11 }, (_, i) => i));
    expect(binNumeric(reference, Float64Array.of(3)).indexOf(1)).toBe(3);
    expect(binNumeric(reference, Float64Array.of(2.999)).indexOf(1)).toBe(2);
  });

  it('counts what lies outside the reference in the outer bins', () => {
    const counts = binNumeric(buildNumericReference(thousand), Float64Array.of(-1e9, Number.NEGATIVE_INFINITY, 1e9));
    expect([counts[0], counts[9]]).toEqual([2, 1]);
  });

  it('gives nulls a bin of their own, unless told not to', () => {
    const values = Float64Array.of(1, 2, Number.NaN, 3);
    expect(buildNumericReference(values).counts.at(-1)).toBe(1);
    const without = buildNumericReference(values, { includeNullBin: false });
    expect(without.counts.reduce((a, b) => a + b)).toBe(3);
    expect(without).toMatchObject({ rows: 4, nulls: 1 });
  });

  it('says a constant column has insufficient bins and falls back to value bins', () => {
    const reference = buildNumericReference(new Float64Array(50).fill(5));
    expect(reference).toMatchObject({ kind: 'values', values: [5], notice: 'insufficient_bins', counts: [50, 0, 0] });
    expect(binNumeric(reference, Float64Array.of(5, 6, Number.NaN))).toEqual([1, 1, 1]);
    expect(binLabels(reference)).toEqual(['5', 'other', 'null']);
  });

  it('says the same of a column that is one value but for a few rows', () => {
    const reference = buildNumericReference(Float64Array.from({ length: 1000 }, (_, i) => Math.max(0, i - 950)));
    expect(reference).toMatchObject({ kind: 'values', values: [0], counts: [951, 49, 0] });
  });

  it('can be made from no values at all', () => {
    expect(buildNumericReference(new Float64Array(0))).toMatchObject({ kind: 'values', values: [], counts: [0, 0] });
    expect(buildNumericReference(Float64Array.of(Number.NaN)).counts).toEqual([0, 1]);
  });

  it('labels its bins', () => {
    const labels = binLabels(buildNumericReference(thousand));
    expect([labels[0], labels[1], labels[9], labels[10]]).toEqual(['< 99.9', '[99.9, 199.8)', '≥ 899.1', 'null']);
  });

  it('counts every row once, and the same after a trip through JSON', () => {
    const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double()), { maxLength: 80 });
    fc.assert(
      fc.property(numbers, numbers, (before, after) => {
        const reference = buildNumericReference(Float64Array.from(before));
        expect(reference.counts.reduce((a, b) => a + b, 0)).toBe(before.length);
        const current = binNumeric(JSON.parse(JSON.stringify(reference)), Float64Array.from(after));
        expect(current).toEqual(binNumeric(reference, Float64Array.from(after)));
        expect(current.reduce((a, b) => a + b, 0)).toBe(after.length);
        expect(binLabels(reference)).toHaveLength(current.length);
      }),
    );
  });
});

describe('a categorical reference', () => {
  it('keeps the most frequent values and puts the rest together', () => {
    const reference = buildCategoricalReference(['b', 'a', 'b', 'c', null, 'a', 'b', ''], { top: 2 });
    expect(reference).toMatchObject({ categories: ['b', 'a'], counts: [3, 2, 2, 1], rows: 8, nulls: 1 });
    expect(binLabels(reference)).toEqual(['b', 'a', 'other', 'null']);
  });

  it('counts a category it has never seen with the others', () => {
    expect(binCategorical(buildCategoricalReference(['a', 'b']), ['z', 'a', null, 'z'])).toEqual([1, 0, 2, 1]);
  });

  it('does not take a category for a property of objects', () => {
    const reference = buildCategoricalReference(['constructor', '__proto__', '__proto__']);
    expect(reference.counts).toEqual([2, 1, 0, 0]);
  });
});

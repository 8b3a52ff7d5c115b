import type { NumericReference, ValueReference } from './drift-reference';
import { countValues, mostFrequent } from './frequent-values';
import { binAt, quantile10Edges } from './quantile-edges';

/** Value bins hold the values of at least this share of the rows, and no more than this many of them. */
const leastShare = 0.01;
const mostValues = 10;

/**
 * Remembers a numeric column by ten bins of equal share (`quantile10`). NaN stands for null; infinities count in the
 * outer bins but do not move the edges. A column that is (nearly) one value gets value bins and a notice instead.
 */
export function buildNumericReference(values: Float64Array, { includeNullBin = true } = {}): NumericReference {
  const present = values.filter((value) => !Number.isNaN(value));
  const edges = quantile10Edges(present.filter((value) => Number.isFinite(value)).sort());
  const seen = { counts: [], rows: values.length, nulls: values.length - present.length, includeNullBin };
  const empty: NumericReference =
    edges.length > 0
      ? { kind: 'quantiles', edges, ...seen }
      : { kind: 'values', values: binnedValues(present), notice: 'insufficient_bins', ...seen };
  return { ...empty, counts: binNumeric(empty, values) };
}

/** Rows of `values` (NaN for null) per bin of the reference. Nulls are left out where the reference has no null bin. */
export function binNumeric(reference: NumericReference, values: Float64Array): number[] {
  const binOf = reference.kind === 'quantiles' ? (value: number) => binAt(reference.edges, value) : valueBin(reference);
  const nullBin = reference.kind === 'quantiles' ? reference.edges.length + 1 : reference.values.length + 1;
  const counts = new Array<number>(nullBin + 1).fill(0);
  for (const value of values) {
    const bin = Number.isNaN(value) ? nullBin : binOf(value);
    counts[bin] = counts[bin]! + 1;
  }
  return reference.includeNullBin ? counts : counts.slice(0, nullBin);
}

function binnedValues(present: Float64Array): number[] {
  const counts = countValues(present);
  const frequent = (value: number) => counts.get(value)! >= leastShare * present.length;
  // JSON has no infinities: they stay in the bin of the others.
  return mostFrequent(counts, mostValues).filter((value) => Number.isFinite(value) && frequent(value));
}

function valueBin({ values }: Pick<ValueReference, 'values'>): (value: number) => number {
  const bins = new Map(values.map((value, bin) => [value, bin]));
  return (value) => bins.get(value) ?? values.length;
}

import type { CategoricalReference } from './drift-reference';
import { countValues, mostFrequent } from './frequent-values';

/**
 * Remembers a categorical column by its `top` most frequent values; the rest share a bin, and so will categories that
 * turn up later. The empty text is a category; null is not.
 */
export function buildCategoricalReference(
  values: readonly (string | null)[],
  { top = 20, includeNullBin = true } = {},
): CategoricalReference {
  const present = values.filter((value) => value !== null);
  const categories = mostFrequent(countValues(present), top);
  const nulls = values.length - present.length;
  const empty: CategoricalReference = {
    kind: 'categories',
    categories,
    counts: [],
    rows: values.length,
    nulls,
    includeNullBin,
  };
  return { ...empty, counts: binCategorical(empty, values) };
}

/** Rows of `values` per bin of the reference. Nulls are left out where the reference has no null bin. */
export function binCategorical(reference: CategoricalReference, values: readonly (string | null)[]): number[] {
  const { categories, includeNullBin } = reference;
  const bins = new Map(categories.map((category, bin) => [category, bin]));
  const [otherBin, nullBin] = [categories.length, categories.length + 1];
  const counts = new Array<number>(nullBin + 1).fill(0);
  for (const value of values) {
    const bin = value === null ? nullBin : (bins.get(value) ?? otherBin);
    counts[bin] = counts[bin]! + 1;
  }
  return includeNullBin ? counts : counts.slice(0, nullBin);
}

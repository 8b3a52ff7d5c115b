import type { FeatureColumn } from '@/nodes/kernel/trained-model';

/** A value of a column as a person reads it. */
export type ColumnValue = number | string | boolean | null;

/**
 * How a column is shown and changed: a number, yes or no, or one of some categories. Other vectors (of text, of several
 * columns) have no single value.
 */
export type ColumnKind = 'number' | 'bool' | 'category' | 'vector';

/** `features` are the column's own, in order; one-hot vectors are told from others by their values. */
export function kindOf(
  { type, components, categories }: FeatureColumn,
  features: readonly ArrayLike<number>[],
): ColumnKind {
  if (categories) return 'category';
  if (!components) return type === 'bool' ? 'bool' : 'number';
  const rowCount = features[0]?.length ?? 0;
  for (let row = 0; row < rowCount; row++) {
    let set = 0;
    for (const feature of features) {
      if (feature[row] === 1) set += 1;
      else if (feature[row] !== 0) return 'vector';
    }
    if (set > 1) return 'vector';
  }
  return features.length > 0 ? 'category' : 'vector';
}

/** What a category's component or code is called: `contract=One year` is One year. */
export function categoriesOf({ column, components, categories }: FeatureColumn): string[] {
  if (categories) return [...categories];
  return (components ?? []).map((name) => (name.startsWith(`${column}=`) ? name.slice(column.length + 1) : name));
}

/** The column's features at a row as one value; null = missing, or none of the categories. */
export function readValue(column: FeatureColumn, kind: ColumnKind, features: readonly number[]): ColumnValue {
  const [x] = features;
  switch (kind) {
    case 'number':
      return x === undefined || Number.isNaN(x) ? null : x;
    case 'bool':
      return x === undefined || Number.isNaN(x) ? null : x === 1;
    case 'category':
      return categoriesOf(column)[column.categories ? x! : features.indexOf(1)] ?? null;
    case 'vector':
      return null;
  }
}

/** The other way round: features that stand for a value. NaN where it is missing; an unknown category sets none. */
export function featuresOf(column: FeatureColumn, kind: ColumnKind, value: ColumnValue): number[] {
  if (kind === 'number' || kind === 'bool') return [value === null ? Number.NaN : Number(value)];
  const at = categoriesOf(column).indexOf(String(value));
  if (column.categories) return [at < 0 ? Number.NaN : at];
  return (column.components ?? []).map((_, index) => (index === at ? 1 : 0));
}

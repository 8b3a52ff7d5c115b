import type { FeatureColumn } from '@/nodes/kernel/trained-model';
import { type ColumnKind, type ColumnValue, categoriesOf, featuresOf } from './column-values';

const GRID_POINTS = 24;
const MOST_CATEGORIES = 30;

/**
 * The values a column is set to: numbers by quantiles from the 1st to the 99th percentile, so that none is far from the
 * data, or its categories; null where rows lack a value. `features` are the column's own.
 */
export function dependenceGrid(
  column: FeatureColumn,
  kind: ColumnKind,
  features: readonly Float64Array[],
): readonly ColumnValue[] {
  const hasMissing = features[0]?.some(Number.isNaN) ?? false;
  const missing: ColumnValue[] = hasMissing ? [null] : [];
  switch (kind) {
    case 'number':
      return [...numberGrid(features[0]!), ...missing];
    case 'bool':
      return [false, true, ...missing];
    case 'category':
      return [...categoriesOf(column).slice(0, MOST_CATEGORIES), ...missing];
    case 'vector':
      return [];
  }
}

function numberGrid(values: Float64Array): number[] {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  if (present.length === 0) return [];
  const distinct = [...new Set(present)];
  if (distinct.length <= GRID_POINTS) return distinct;
  const at = (share: number) => present[Math.round(share * (present.length - 1))]!;
  const points = Array.from({ length: GRID_POINTS }, (_, index) => at(0.01 + (0.98 * index) / (GRID_POINTS - 1)));
  return [...new Set(points)];
}

/** What a model answers when a column has each value of the grid, whatever the row. */
export interface Dependence {
  /** Mean over the rows (partial dependence), by grid value. */
  readonly mean: readonly number[];
  /** Individual conditional expectation: rows × grid, of the first `curves` rows. */
  readonly curves: readonly (readonly number[])[];
}

/** By output; `answer` gives rows × outputs numbers, row-major, for a table of features. */
export function dependenceOf(
  columns: readonly Float64Array[],
  rowCount: number,
  {
    column,
    kind,
    features,
    grid,
    curves,
    outputs,
  }: {
    readonly column: FeatureColumn;
    readonly kind: ColumnKind;
    readonly features: readonly number[];
    readonly grid: readonly ColumnValue[];
    readonly curves: number;
    readonly outputs: number;
  },
  answer: (columns: Float64Array[]) => Float64Array,
): Dependence[] {
  const answers = grid.map((value) => {
    const changed = [...columns];
    const set = featuresOf(column, kind, value);
    for (const [at, feature] of features.entries()) changed[feature] = new Float64Array(rowCount).fill(set[at]!);
    return answer(changed);
  });
  const meanOf = (values: Float64Array, output: number) => {
    let sum = 0;
    for (let at = output; at < values.length; at += outputs) sum += values[at]!;
    return sum / rowCount;
  };
  return Array.from({ length: outputs }, (_, output) => ({
    mean: answers.map((values) => meanOf(values, output)),
    curves: Array.from({ length: Math.min(curves, rowCount) }, (__, row) =>
      answers.map((values) => values[row * outputs + output]!),
    ),
  }));
}

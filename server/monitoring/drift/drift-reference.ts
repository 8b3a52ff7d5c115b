/**
 * What is remembered of a column's reference data: bins and how many rows fell in each. Plain JSON, stored with a
 * deployment; current rows are counted in the same bins. `counts` has one entry per bin, in the order of binLabels().
 * `rows` is all rows seen, `nulls` those without a value (also the last of `counts` where `includeNullBin`).
 */
export type DriftReference = NumericReference | CategoricalReference;
export type NumericReference = QuantileReference | ValueReference;

type Counted = { counts: number[]; rows: number; nulls: number; includeNullBin: boolean };

/** Bins between `edges`, ascending; the outer ones are open. A value equal to an edge is in the upper bin. */
export type QuantileReference = Counted & { kind: 'quantiles'; edges: number[] };

/**
 * One bin per frequent value and one for all others: the fallback for a numeric column so concentrated on one value
 * that its quantiles make a single bin. `notice` is there to be shown.
 */
export type ValueReference = Counted & { kind: 'values'; values: number[]; notice: 'insufficient_bins' };

/** One bin per frequent category, most frequent first, and one for all others. */
export type CategoricalReference = Counted & { kind: 'categories'; categories: string[] };

/** Short names of the bins for people, in the order of `counts`. */
export function binLabels(reference: DriftReference): string[] {
  const nullBin = reference.includeNullBin ? ['null'] : [];
  switch (reference.kind) {
    case 'quantiles':
      return [...intervalLabels(reference.edges), ...nullBin];
    case 'values':
      return [...reference.values.map(String), 'other', ...nullBin];
    case 'categories':
      return [...reference.categories, 'other', ...nullBin];
  }
}

function intervalLabels(edges: readonly number[]): string[] {
  const shown = edges.map((edge) => String(Number(edge.toPrecision(6))));
  const between = shown.slice(1).map((upper, i) => `[${shown[i]}, ${upper})`);
  return [`< ${shown[0]}`, ...between, `≥ ${shown[shown.length - 1]}`];
}

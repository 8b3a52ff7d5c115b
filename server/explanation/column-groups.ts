import type { FeatureColumn } from '@/nodes/kernel/trained-model';

/** A column a model reads, and which of its features stand for it: more than one where it was encoded as a vector. */
export interface ColumnGroup {
  readonly column: string;
  readonly features: readonly number[];
}

export function columnGroups(columns: readonly FeatureColumn[]): ColumnGroup[] {
  let next = 0;
  return columns.map(({ column, components }) => ({
    column,
    features: Array.from({ length: components?.length ?? 1 }, () => next++),
  }));
}

import type { Column, TableSchema } from '../schema';
import type { ModelConfig } from '../trainer-settings';

/** The columns a model reads: those chosen, or all but the target, the key and the weights. */
export function featureColumns(
  { features, target, weights }: Pick<ModelConfig, 'features' | 'target' | 'weights'>,
  table: TableSchema,
): Column[] {
  const chosen = new Set(features);
  const others = new Set([target, weights, table.key]);
  return table.columns.filter(({ name }) => (chosen.size > 0 ? chosen.has(name) : !others.has(name)));
}

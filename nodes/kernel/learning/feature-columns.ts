import type { Column, TableSchema } from '../schema';
import type { ModelConfig } from '../trainer-settings';

/** The columns a model reads: those chosen, or all but the target, the key, the weights and the time. */
export function featureColumns(
  { features, target, weights, timeColumn }: Pick<ModelConfig, 'features' | 'target' | 'weights' | 'timeColumn'>,
  table: TableSchema,
): Column[] {
  const chosen = new Set(features);
  const others = new Set([target, weights, timeColumn, table.key]);
  return table.columns.filter(({ name }) => (chosen.size > 0 ? chosen.has(name) : !others.has(name)));
}

import type { Column, TableSchema } from '../schema';
import type { ModelConfig } from '../trainer-settings';

/** The columns a model reads: those chosen, or all but the target and the key. */
export function featureColumns(settings: Pick<ModelConfig, 'features' | 'target'>, table: TableSchema): Column[] {
  const chosen = new Set(settings.features);
  return table.columns.filter((column) =>
    chosen.size > 0 ? chosen.has(column.name) : column.name !== settings.target && column.name !== table.key,
  );
}

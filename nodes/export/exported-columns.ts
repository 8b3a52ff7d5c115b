import { isScalar, PARTITION_COLUMN, type ScalarType, type TableHandle, TakenNames } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';

export interface ExportedColumn {
  readonly name: string;
  readonly type: ScalarType;
  readonly sql: string;
}

/** The columns as they are written: a vector becomes one column per component, the label one called part. */
export function exportedColumns({ schema, components }: TableHandle, withPart: boolean): ExportedColumn[] {
  const taken = new TakenNames(schema.columns.filter((column) => isScalar(column.type)).map((column) => column.name));
  const free = (wanted: string): string => {
    let name = wanted;
    while (!taken.take(name)) name += '_';
    return name;
  };
  const columns = schema.columns.flatMap((column): ExportedColumn[] => {
    const { name, type } = column;
    if (isScalar(type)) return [{ name, type, sql: sqlName(name) }];
    const names = components?.[name] ?? [];
    return names.map((component, index) => ({
      name: free(component),
      type: 'float',
      sql: `${sqlName(name)}[${index + 1}]`,
    }));
  });
  const part = withPart && schema.partitioned === true;
  return part ? [...columns, { name: free('part'), type: 'text', sql: sqlName(PARTITION_COLUMN) }] : columns;
}

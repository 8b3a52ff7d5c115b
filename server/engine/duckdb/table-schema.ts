import { type Column, type ColumnType, FOLD_COLUMN, PARTITION_COLUMN, type TableSchema } from '@/nodes/kernel/schema';

const typeOf: Readonly<Record<string, ColumnType>> = {
  BOOLEAN: 'bool',
  BIGINT: 'int',
  DOUBLE: 'float',
  VARCHAR: 'text',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  'DOUBLE[]': 'vector',
};

/** Undefined for types beyond the language's. */
export const typeOfDuckdb = (type: string): ColumnType | undefined => typeOf[type];

/** DuckDB's type of a column. */
export const duckdbTypeOf = (type: ColumnType): string => Object.keys(typeOf).find((name) => typeOf[name] === type)!;

/** The schema of a table as it is on disk. Types beyond the language's are told as text: sources never write them. */
export function schemaOf(types: ReadonlyMap<string, string>, hasNulls: (column: string) => boolean): TableSchema {
  const columns: Column[] = [];
  for (const [name, type] of types) {
    if (name !== PARTITION_COLUMN && name !== FOLD_COLUMN)
      columns.push({ name, type: typeOf[type] ?? 'text', nullable: hasNulls(name) });
  }
  return { columns, open: false, ...(types.has(PARTITION_COLUMN) ? { partitioned: true } : {}) };
}

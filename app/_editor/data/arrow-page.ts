import type { GridRow, GridValue } from '@/app/_ui/data-grid';
import { type Partition, partitions } from '@/app/_ui/vocabulary';
import { type ColumnType, FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';

export interface PageColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Component names of a vector. */
  readonly components?: readonly string[];
}

/** Some rows of a port, ready for the grid. */
export interface DataPage {
  readonly columns: readonly PageColumn[];
  readonly rows: readonly GridRow[];
}

/** Reads an Arrow IPC stream. The library is fetched with the first page. */
export async function readArrowPage(bytes: ArrayBuffer): Promise<DataPage> {
  const { DataType, tableFromIPC } = await import('apache-arrow');
  const table = tableFromIPC(new Uint8Array(bytes));
  const typeOf = (type: (typeof table.schema.fields)[number]['type']): ColumnType => {
    if (DataType.isBool(type)) return 'bool';
    if (DataType.isInt(type)) return 'int';
    if (DataType.isFloat(type)) return 'float';
    if (DataType.isDate(type)) return 'date';
    if (DataType.isTimestamp(type)) return 'timestamp';
    return DataType.isList(type) ? 'vector' : 'text';
  };
  const fields = table.schema.fields.filter((field) => field.name !== PARTITION_COLUMN && field.name !== FOLD_COLUMN);
  const columns = fields.map((field): PageColumn => {
    const components = field.metadata.get('components');
    return {
      name: field.name,
      type: typeOf(field.type),
      ...(components ? { components: JSON.parse(components) as string[] } : {}),
    };
  });
  const vectors = columns.map((column) => table.getChild(column.name));
  const labels = table.getChild(PARTITION_COLUMN);
  const rows = Array.from({ length: table.numRows }, (_, row): GridRow => {
    const partition = partitionOf(labels?.get(row));
    return {
      cells: columns.map((column, index) => plainValue(vectors[index]?.get(row), column.type)),
      ...(partition ? { partition } : {}),
    };
  });
  return { columns, rows };
}

const partitionOf = (label: unknown): Partition | undefined => partitions.find((partition) => partition === label);

/** Safe integers as numbers, moments as ISO text, vectors as lists. */
function plainValue(value: unknown, type: ColumnType): GridValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (type === 'date' && typeof value === 'number') return new Date(value).toISOString().slice(0, 10);
  if (type === 'timestamp' && typeof value === 'number') return momentText(value);
  if (type === 'vector') return Array.from(value as Iterable<number>);
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  return String(value);
}

function momentText(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text
    .replace('T', ' ')
    .replace(/\.000Z$/, '')
    .replace(/Z$/, '');
}

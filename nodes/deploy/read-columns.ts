import type { RequestTable, RequestValues } from '@/server/engine/onnx';
import type { StageDatabase } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import type { ScalarType } from '../kernel/schema';

/** Columns of rows in memory, numbers as doubles (NaN missing), dates as days, timestamps as microseconds. */
export type ColumnValues =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'texts'; readonly values: readonly (string | null)[] };

export interface ColumnToRead {
  readonly name: string;
  /** Its name in the table. */
  readonly stored: string;
  readonly type: ScalarType;
}

/**
 * Reads columns of `rows` (what comes after `from`) in the file's order: DuckDB keeps it, so that columns read by several
 * queries belong together.
 */
export async function readColumns(
  database: StageDatabase,
  rows: string,
  columns: readonly ColumnToRead[],
): Promise<Map<string, ColumnValues>> {
  const read = new Map<string, ColumnValues>();
  const numbers = columns.filter((column) => column.type !== 'text');
  if (numbers.length > 0) {
    const list = numbers.map((column, at) => `${numberSql(column)} as c${at}`).join(', ');
    const values = await database.doubles(
      `select ${list} from ${rows}`,
      numbers.map((_, at) => `c${at}`),
    );
    numbers.forEach((column, at) => {
      read.set(column.name, { kind: 'numbers', values: values[at]! });
    });
  }
  for (const column of columns) {
    if (column.type !== 'text') continue;
    const values = await database.texts(`select ${sqlName(column.stored)} as c from ${rows}`, 'c');
    read.set(column.name, { kind: 'texts', values });
  }
  return read;
}

function numberSql({ stored, type }: ColumnToRead): string {
  const name = sqlName(stored);
  switch (type) {
    case 'bool':
      return `${name}::int::double`;
    case 'date':
      return `(${name} - date '1970-01-01')::double`;
    case 'timestamp':
      return `epoch_us(${name})::double`;
    default:
      return `${name}::double`;
  }
}

/** Read columns in the form a model takes. */
export function requestTable(columns: readonly ColumnToRead[], read: ReadonlyMap<string, ColumnValues>): RequestTable {
  return Object.fromEntries(columns.map(({ name, type }) => [name, requestValues(type, read.get(name)!)]));
}

function requestValues(type: ScalarType, column: ColumnValues): RequestValues {
  if (column.kind === 'texts') {
    return {
      values: column.values.map((text) => text ?? ''),
      missing: Uint8Array.from(column.values, (text) => Number(text === null)),
    };
  }
  const { values } = column;
  if (type === 'float') return { values };
  const missing = Uint8Array.from(values, (value) => Number(Number.isNaN(value)));
  if (type === 'bool') return { values: Uint8Array.from(values, (value) => (value === 1 ? 1 : 0)), missing };
  return { values: BigInt64Array.from(values, (value) => BigInt(Number.isNaN(value) ? 0 : value)), missing };
}

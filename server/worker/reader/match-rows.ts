import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { type ColumnType, FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import { type FileTable, languageTypes } from './reader-tables';

/** A value as JSON keeps it: whole numbers beyond 2^53, dates and times as text, vectors as lists. */
export type PlainValue = string | number | boolean | null | readonly (number | null)[];

/** Rows that have some values in some columns. */
export interface MatchedRows {
  /** How many there are; `rows` holds the first of them. */
  readonly count: number;
  readonly rows: readonly {
    /** Its place in the table, from 0. */
    readonly place: number;
    readonly part: string | null;
    readonly values: Readonly<Record<string, PlainValue>>;
  }[];
}

const MOST_ROWS = 5;

/** Finds rows by their values, missing ones too; columns that the table has not, and vectors, tell nothing. */
export async function matchRows(
  connection: ReaderConnection,
  table: FileTable,
  values: Readonly<Record<string, PlainValue>>,
): Promise<MatchedRows> {
  const types = languageTypes(table);
  const tests = Object.entries(values).flatMap(([name, value]) => {
    const type = types.get(name);
    return type === undefined || type === 'vector'
      ? []
      : [`${shown(name, type)} is not distinct from ${literal(value, type)}`];
  });
  if (tests.length === 0) return { count: 0, rows: [] };
  const names = [...types.keys()].filter((name) => name !== FOLD_COLUMN && name !== PARTITION_COLUMN);
  const part = types.has(PARTITION_COLUMN) ? sqlName(PARTITION_COLUMN) : 'null';
  const picked = names.map((name, index) => `${shown(name, types.get(name)!)} as c${index}`);
  const read = await connection.runAndReadAll(
    `select count(*) over ()::double as n, file_row_number::double as place, ${part}::varchar as part${['', ...picked].join(', ')}
      from ${table.source} where ${tests.join(' and ')} order by file_row_number limit ${MOST_ROWS}`,
  );
  const rows = read.getRowObjectsJS() as Record<string, unknown>[];
  return {
    count: Number(rows[0]?.n ?? 0),
    rows: rows.map((row) => ({
      place: Number(row.place),
      part: (row.part as string | null) ?? null,
      values: Object.fromEntries(names.map((name, index) => [name, plain(row[`c${index}`])])),
    })),
  };
}

/** As it is compared and told: what JSON cannot hold as text. */
function shown(name: string, type: ColumnType): string {
  const column = sqlName(name);
  return type === 'date' || type === 'timestamp' ? `${column}::varchar` : column;
}

function literal(value: PlainValue, type: ColumnType): string {
  if (value === null || Array.isArray(value)) return 'null';
  switch (type) {
    case 'bool':
      return value === true || value === 'true' ? 'true' : 'false';
    case 'int':
    case 'float':
      return `try_cast(${sqlText(String(value))} as ${type === 'int' ? 'bigint' : 'double'})`;
    default:
      return sqlText(String(value));
  }
}

function plain(value: unknown): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map((part) => (typeof part === 'number' ? part : null));
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return String(value);
}

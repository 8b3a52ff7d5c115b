import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { type ColumnType, FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import { profileDetails } from './profile-details';
import { type FileTable, languageTypes } from './reader-tables';

export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly missing: number;
  /** Approximate. */
  readonly distinct: number;
  /** Numbers, dates and times (ISO text for these); of numbers that are not infinite. */
  readonly min?: number | string | null;
  readonly max?: number | string | null;
  readonly mean?: number | null;
  /** Equal-width bins from `min` to `max`. */
  readonly histogram?: readonly number[];
  /** The most frequent values, with their counts. */
  readonly top?: readonly { readonly value: string; readonly count: number }[];
  /** Numbers that are infinite; absent: none. */
  readonly infinite?: number;
  /** An earlier column that holds the very same in every row. */
  readonly sameAs?: string;
}

export interface TableProfile {
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
}

/** A few figures per column, of all rows or of one part of a split: one pass for all columns, one more for each. */
export async function readProfile(
  connection: ReaderConnection,
  table: FileTable,
  part?: string,
): Promise<TableProfile> {
  const columns = [...languageTypes(table)].filter(([name]) => name !== PARTITION_COLUMN && name !== FOLD_COLUMN);
  const isPart = part !== undefined && table.types.has(PARTITION_COLUMN);
  const from = isPart ? `${table.source} where ${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}` : table.source;
  const basics = columns.flatMap(([name, type], index) => basicsSql(sqlName(name), type, index));
  const [row] = (
    await connection.runAndReadAll(`select count(*)::double as n${['', ...basics].join(', ')} from ${from}`)
  ).getRowObjectsJS() as Record<string, number | string | null>[];
  const rowCount = Number(row!.n);
  const profiles: ColumnProfile[] = [];
  const seen = new Map<string, string>();
  for (const [index, [name, type]] of columns.entries()) {
    const infinite = Number(row![`i${index}`] ?? 0);
    const missing = Number(row![`m${index}`]);
    // Equal types, equal missing values and an equal hash of place and value in every row.
    const content = `${type} ${row![`h${index}`]}`;
    const sameAs = rowCount > 1 ? seen.get(content) : undefined;
    if (sameAs === undefined) seen.set(content, name);
    profiles.push({
      name,
      type,
      missing,
      distinct: Number(row![`d${index}`]),
      ...(await profileDetails(connection, `(from ${from})`, sqlName(name), type)),
      ...(infinite > 0 ? { infinite } : {}),
      ...(sameAs === undefined ? {} : { sameAs }),
    });
  }
  return { rowCount, columns: profiles };
}

/** Hashed once more: DuckDB joins the hashes of place and value so that xor would let the values cancel out. */
function basicsSql(column: string, type: ColumnType, index: number): string[] {
  return [
    `(count(*) - count(${column}))::double as m${index}`,
    `approx_count_distinct(${column})::double as d${index}`,
    `bit_xor(hash(hash(file_row_number, ${column})))::varchar as h${index}`,
    ...(type === 'float' ? [`count(*) filter (where isinf(${column}))::double as i${index}`] : []),
  ];
}

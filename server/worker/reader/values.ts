import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import type { FileTable } from './reader-tables';

/** The values of a column as text, in their own order. */
export interface ColumnValues {
  readonly values: readonly string[];
  /** There are more: these are the most frequent ones. */
  readonly isCut: boolean;
}

const mostValues = 200;

export async function readValues(
  connection: ReaderConnection,
  { source }: Pick<FileTable, 'source'>,
  column: string,
): Promise<ColumnValues> {
  const name = sqlName(column);
  const read = await connection.runAndReadAll(
    `with counted as (select ${name} as v, count(*) as n from ${source} where ${name} is not null group by 1),
      frequent as (from counted order by n desc, v limit ${mostValues + 1})
      select v::varchar as value from frequent order by v`,
  );
  const values = read.getRowObjectsJS().map((row) => String(row.value));
  return { values: values.slice(0, mostValues), isCut: values.length > mostValues };
}

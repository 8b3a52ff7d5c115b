import { findColumn, PARTITION_COLUMN, type StageDatabase, StageFailure, type TableHandle } from '@/nodes/kernel';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { numberedRows } from '@/nodes/kernel/read-features';

/**
 * Two tables are of the same rows when they have as many, with the same part, key and truth in every place. Refuses others.
 * `reader` is who reads the second: “the model”.
 */
export async function refuseOtherRows(
  database: StageDatabase,
  table: TableHandle,
  prepared: TableHandle,
  { target, reader }: { target: string; reader: string },
): Promise<void> {
  const refuse = (why: string) => {
    throw new StageFailure(`“Rows to judge” and the rows as ${reader} reads them are not the same rows: ${why}.`, {
      kind: 'data',
      hint: 'Between the two there may be nodes that change columns, and none that drops, adds or sorts rows.',
    });
  };
  if (!findColumn(table.schema, target)) refuse(`the first has no column ${target}`);
  if (!prepared.schema.partitioned) refuse('no split labels the second');
  if (table.rowCount !== prepared.rowCount)
    refuse(`${table.rowCount.toLocaleString('en')} rows, and ${prepared.rowCount.toLocaleString('en')}`);
  const { key } = table.schema;
  const same = [PARTITION_COLUMN, target, ...(key && findColumn(prepared.schema, key) ? [key] : [])];
  const differs = same.map((name) => `a.${sqlName(name)}::varchar is distinct from b.${sqlName(name)}::varchar`);
  const [found] = await database.rows<{ first: bigint | number | null }>(
    `select min(a.file_row_number) as "first" from ${numberedRows(table)} a join ${numberedRows(prepared)} b using (file_row_number) where ${differs.join(' or ')}`,
  );
  if (found && found.first !== null) refuse(`they differ in row ${(Number(found.first) + 1).toLocaleString('en')}`);
}

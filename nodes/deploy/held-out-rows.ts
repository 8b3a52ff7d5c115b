import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import type { RequestTable } from '@/server/engine/onnx';
import type { RunContext } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { PARTITION_COLUMN, PARTITIONS } from '../kernel/schema';
import { type ColumnToRead, type ColumnValues, readColumns, requestTable } from './read-columns';

/** Rows beyond these say nothing new about parity or distributions. */
const MOST_ROWS = 200_000;

/** Raw rows in the form a request has. */
export interface RawRows {
  readonly table: RequestTable;
  readonly columns: ReadonlyMap<string, ColumnValues>;
  readonly rowCount: number;
}

/** The part that trainers did not learn from: test, else validation, else every row. */
export async function heldOutPart({ inputs, database }: RunContext<unknown>): Promise<string> {
  const { path, schema } = inputs.table('heldOut');
  if (!schema.partitioned) return 'all';
  const label = sqlName(PARTITION_COLUMN);
  const found = await database.rows<{ part: string | null }>(
    `select distinct ${label} as part from read_parquet(${sqlText(path)})`,
  );
  return [...PARTITIONS].reverse().find((part) => part !== 'train' && found.some((row) => row.part === part)) ?? 'all';
}

/** The rows that fits and trainers learned from. */
export const trainingPart = ({ inputs }: RunContext<unknown>): string =>
  inputs.table('heldOut').schema.partitioned ? 'train' : 'all';

/** What comes after `from`: the rows of a part, raw and prepared columns side by side. */
export function rowsOf({ inputs }: RunContext<unknown>, part: string): string {
  const where = part === 'all' ? '' : ` where ${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}`;
  return `read_parquet(${sqlText(inputs.table('heldOut').path)})${where} limit ${MOST_ROWS}`;
}

export async function readRawRows({ database }: RunContext<unknown>, plan: ServePlan, rows: string): Promise<RawRows> {
  const wanted = plan.request.map(({ name, type }): ColumnToRead => ({ name, stored: plan.rawPrefix + name, type }));
  const columns = await readColumns(database, rows, wanted);
  const rowCount = [...columns.values()][0]?.values.length ?? 0;
  return { table: requestTable(wanted, columns), columns, rowCount };
}

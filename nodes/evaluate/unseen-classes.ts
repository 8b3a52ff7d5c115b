import type { StageDatabase } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';

/** Classes of the judged rows that the model does not know. */
export async function findUnseenClasses(
  database: StageDatabase,
  rows: string,
  target: string,
  classes: readonly string[],
): Promise<{ class: string; rows: number }[]> {
  const value = `${sqlName(target)}::varchar`;
  const unseen = await database.rows<{ class: string; rows: bigint | number }>(
    `select ${value} as "class", count(*) as "rows" from ${rows} and ${value} not in (${classes.map(sqlText).join(', ')}) group by 1 order by 2 desc, 1 limit 100`,
  );
  return unseen.map((row) => ({ class: row.class, rows: Number(row.rows) }));
}

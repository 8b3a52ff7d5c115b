import { columnNames, PARTITION_COLUMN, type StageDatabase, type TableSchema } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import type { Config } from './definition';
import type { Straddling } from './report';

const PART = sqlName(PARTITION_COLUMN);
const EXAMPLES = 5;

/** Values of the key, of the groups and of watched columns that stand in two parts, and equal rows that do. */
export async function findStraddling(
  { method, by, folds, watch }: Config,
  schema: TableSchema,
  database: StageDatabase,
): Promise<Straddling[]> {
  const columns = new Set([
    ...(schema.key === undefined ? [] : [schema.key]),
    ...(method === 'group' ? [by] : []),
    ...(folds.kind === 'group' ? [folds.by] : []),
    ...watch,
  ]);
  const found: Straddling[] = [];
  for (const column of columns) {
    const name = sqlName(column);
    const one = await inTwoParts(database, name, `${name} is not null`, `${name}::varchar`);
    if (one) found.push({ column, ...one });
  }
  const content = columnNames(schema).filter((name) => name !== schema.key);
  if (content.length === 0) return found;
  // A hash only groups rows here; what a row is labelled never depends on it.
  const list = content.map(sqlName);
  const shown = list.slice(0, 6).map((name) => `coalesce(${name}::varchar, '∅')`);
  const rows = await inTwoParts(database, `hash(${list.join(', ')})`, 'true', `concat_ws(' · ', ${shown.join(', ')})`);
  return rows ? [...found, rows] : found;
}

/** Groups of rows with training rows and others among them; what they hold is looked at only where there are some. */
async function inTwoParts(
  database: StageDatabase,
  by: string,
  where: string,
  shown: string,
): Promise<Straddling | undefined> {
  await database.execute(
    `create or replace temp table straddling as
     select ${by} as "key", count(*) filter (where ${PART} <> 'train') as outside from labelled where ${where}
     group by 1 having outside > 0 and count(*) filter (where ${PART} = 'train') > 0`,
  );
  const [found] = await database.rows<{ values: number; rows: number }>(
    'select count(*)::double as "values", coalesce(sum(outside), 0)::double as "rows" from straddling',
  );
  if (!found || found.values === 0) return undefined;
  const [all] = await database.rows<{ of: number }>(
    `select count(*)::double as "of" from labelled where ${where} and ${PART} <> 'train'`,
  );
  const examples = await database.rows<{ shown: string }>(
    `select distinct ${shown} as shown from labelled where ${where} and ${by} in (select "key" from straddling) order by 1 limit ${EXAMPLES}`,
  );
  return { ...found, of: all!.of, examples: examples.map((row) => row.shown) };
}

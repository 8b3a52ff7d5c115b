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

/** Groups of rows with training rows and others among them. */
async function inTwoParts(
  database: StageDatabase,
  by: string,
  where: string,
  shown: string,
): Promise<Straddling | undefined> {
  const [row] = await database.rows<{ values: number; rows: number | null; of: number; examples: string[] | null }>(
    `with groups as (
       select count(*) filter (where ${PART} <> 'train') as outside, count(*) filter (where ${PART} = 'train') as training, min(${shown}) as shown
       from labelled where ${where} group by ${by})
     select (count(*) filter (where outside > 0 and training > 0))::double as "values",
       (sum(outside) filter (where training > 0))::double as "rows",
       coalesce(sum(outside), 0)::double as "of",
       list_slice(list_sort(list(shown) filter (where outside > 0 and training > 0)), 1, ${EXAMPLES}) as examples
     from groups`,
  );
  if (!row || row.values === 0) return undefined;
  return { values: row.values, rows: row.rows ?? 0, of: row.of, examples: row.examples ?? [] };
}

import { type StageDatabase, StageFailure } from '../kernel';
import type { DatasetPlan } from './dataset-plan';

const LINES_SHOWN = 3;

/** Refuses a key column with missing or repeated values, and says which and where. */
export async function checkKey(database: StageDatabase, plan: DatasetPlan, key: string): Promise<void> {
  const column = plan.columns.find((candidate) => candidate.name === key);
  if (!column) return;
  const lines = (where: string) =>
    database.rows<{ line: bigint | number; total: bigint | number }>(
      `select ${plan.line.sql} as line, count(*) over () as total from ${plan.numberedRows} ${plan.line.join} where ${where} order by line limit ${LINES_SHOWN}`,
    );
  if (column.nullable) {
    const missing = await lines(`(${column.value}) is null`);
    throw new StageFailure(
      `The key column “${key}” of ${plan.fileName} is missing in ${countOf(missing[0]?.total, 'row')}: ${inWords(missing)}.`,
      { kind: 'data', hint: 'Choose a key that every row has, or none.' },
    );
  }
  const [repeated] = await database.rows<{ value: string; rows: bigint | number }>(
    `select value::varchar as "value", count(*) as "rows" from (select ${column.value} as value from ${plan.rows}) group by value having count(*) > 1 order by value limit 1`,
  );
  if (!repeated) return;
  const where = await lines(`(${column.value})::varchar = '${repeated.value.replaceAll("'", "''")}'`);
  throw new StageFailure(
    `The key column “${key}” of ${plan.fileName} is not unique: “${repeated.value}” stands in ${countOf(repeated.rows, 'row')}: ${inWords(where)}.`,
    { kind: 'data', hint: 'Choose a key that no two rows share, or none.' },
  );
}

const countOf = (count: bigint | number | undefined, what: string): string =>
  `${Number(count ?? 0).toLocaleString('en')} ${what}${Number(count) === 1 ? '' : 's'}`;

function inWords(lines: readonly { line: bigint | number; total: bigint | number }[]): string {
  const shown = lines.map(({ line }) => String(line));
  const more = Number(lines[0]?.total ?? 0) - shown.length;
  return `${shown.length === 1 ? 'line' : 'lines'} ${shown.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

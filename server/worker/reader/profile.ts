import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { columnTypes } from '@/server/engine/duckdb/read-columns';
import { typeOfDuckdb } from '@/server/engine/duckdb/table-schema';
import type { OpenedRelation, Reading } from './open-relation';

export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly missing: number;
  /** Approximate. */
  readonly distinct: number;
  /** Numbers, dates and times (ISO text for these). */
  readonly min?: number | string | null;
  readonly max?: number | string | null;
  readonly mean?: number | null;
  /** Equal-width bins from `min` to `max`. */
  readonly histogram?: readonly number[];
  /** The most frequent values, with their counts. */
  readonly top?: readonly { readonly value: string; readonly count: number }[];
}

export interface TableProfile {
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
}

const binCount = 20;
const topCount = 10;

/** A few figures per column. The relation is computed once into a temporary table, then read per column. */
export async function readProfile({ connection }: Reading, { sql }: OpenedRelation): Promise<TableProfile> {
  const types = await columnTypes(connection, sql);
  const names = [...types.keys()].filter((name) => name !== PARTITION_COLUMN && name !== FOLD_COLUMN);
  await connection.run(`create or replace temp table profiled as ${sql}`);
  try {
    const basics = names.flatMap((name, index) => {
      const column = sqlName(name);
      return [
        `(count(*) - count(${column}))::double as m${index}`,
        `approx_count_distinct(${column})::double as d${index}`,
      ];
    });
    const [row] = await rows(connection, `select count(*)::double as n${['', ...basics].join(', ')} from profiled`);
    const columns: ColumnProfile[] = [];
    for (const [index, name] of names.entries()) {
      const type = typeOfDuckdb(types.get(name)!) ?? 'text';
      const basic = { name, type, missing: Number(row![`m${index}`]), distinct: Number(row![`d${index}`]) };
      columns.push({ ...basic, ...(await details(connection, sqlName(name), type)) });
    }
    return { rowCount: Number(row!.n), columns };
  } finally {
    await connection.run('drop table if exists profiled').catch(() => {});
  }
}

async function details(connection: DuckDBConnection, column: string, type: string): Promise<Partial<ColumnProfile>> {
  switch (type) {
    case 'int':
    case 'float':
      return spread(connection, `${column}::double`, (value) => value);
    case 'date':
    case 'timestamp':
      return spread(connection, `epoch(${column})`, (seconds) => new Date(seconds * 1000).toISOString());
    case 'text':
    case 'bool':
      return { top: await mostFrequent(connection, column) };
    default:
      return {};
  }
}

async function spread(
  connection: DuckDBConnection,
  value: string,
  show: (value: number) => number | string,
): Promise<Partial<ColumnProfile>> {
  const [range] = await rows(
    connection,
    `select min(${value}) as low, max(${value}) as high, avg(${value}) as mean from profiled`,
  );
  const { low, high, mean } = range as { low: number | null; high: number | null; mean: number | null };
  if (low === null || high === null) return { min: null, max: null, mean: null, histogram: [] };
  const width = (high - low) / binCount;
  const bin = width > 0 ? `least(floor((${value} - ${low}::double) / ${width}::double), ${binCount - 1})` : '0';
  const counts = await rows(
    connection,
    `select ${bin}::integer as bin, count(*)::double as n from profiled where ${value} is not null group by 1`,
  );
  const histogram = new Array<number>(binCount).fill(0);
  for (const { bin: index, n } of counts) histogram[Number(index)] = Number(n);
  const shownMean = typeof show(low) === 'number' ? { mean } : {};
  return { min: show(low), max: show(high), ...shownMean, histogram };
}

async function mostFrequent(connection: DuckDBConnection, column: string) {
  const found = await rows(
    connection,
    `select ${column}::varchar as value, count(*)::double as count from profiled where ${column} is not null
     group by 1 order by 2 desc, 1 limit ${topCount}`,
  );
  return found as { value: string; count: number }[];
}

async function rows(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

import type { ColumnType } from '@/nodes/kernel/schema';
import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import type { ColumnProfile } from './profile';

const binCount = 20;
const topCount = 10;

type Details = Pick<ColumnProfile, 'min' | 'max' | 'mean' | 'histogram' | 'top'>;

/** How the values of a column lie: a histogram of what can be measured, the commonest of the rest. */
export async function profileDetails(
  connection: ReaderConnection,
  from: string,
  column: string,
  type: ColumnType,
): Promise<Details> {
  switch (type) {
    case 'int':
      return spread(connection, from, `${column}::double`, (value) => value);
    case 'float':
      return spread(connection, from, `case when isfinite(${column}) then ${column} end`, (value) => value);
    case 'date':
    case 'timestamp':
      return spread(connection, from, `epoch(${column})`, (seconds) => new Date(seconds * 1000).toISOString());
    case 'text':
    case 'bool':
      return { top: await mostFrequent(connection, from, column) };
    default:
      return {};
  }
}

async function spread(
  connection: ReaderConnection,
  from: string,
  value: string,
  show: (value: number) => number | string,
): Promise<Details> {
  const values = `(select ${value} as v from ${from})`;
  const [range] = await rows(connection, `select min(v) as low, max(v) as high, avg(v) as mean from ${values}`);
  const { low, high, mean } = range as { low: number | null; high: number | null; mean: number | null };
  if (low === null || high === null) return { min: null, max: null, mean: null, histogram: [] };
  const width = (high - low) / binCount;
  const bin = width > 0 ? `least(floor((v - ${low}::double) / ${width}::double), ${binCount - 1})` : '0';
  const counts = await rows(
    connection,
    `select ${bin}::integer as bin, count(*)::double as n from ${values} where v is not null group by 1`,
  );
  const histogram = new Array<number>(binCount).fill(0);
  for (const { bin: index, n } of counts) histogram[Number(index)] = Number(n);
  const shownMean = typeof show(low) === 'number' ? { mean } : {};
  return { min: show(low), max: show(high), ...shownMean, histogram };
}

async function mostFrequent(connection: ReaderConnection, from: string, column: string) {
  const found = await rows(
    connection,
    `select ${column}::varchar as value, count(*)::double as count from ${from} where ${column} is not null
     group by 1 order by 2 desc, 1 limit ${topCount}`,
  );
  return found as { value: string; count: number }[];
}

async function rows(connection: ReaderConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';

type AsofRel = Extract<Rel, { op: 'asof' }>;

/** Columns that live for one step only: a row's place, since when a candidate is known, its place among them. */
const ROW = sqlName('$row');
const KNOWN = sqlName('$known');
const PLACE = sqlName('$place');
const ORDER = sqlName('$order');

/**
 * Every left row with the latest right row that it may see, in the order of the left rows. Keys and times are matched
 * alone, sorted back by the place of their row and put beside the rows: joining and sorting whole rows takes far longer.
 * What is read twice must come in one order both times, so anything but a file is kept.
 */
export function asofSql(rel: AsofRel, left: string, right: string): string {
  const isFile = rel.inputs[0].op === 'scan' && rel.inputs[0].first === undefined;
  const rows = isFile ? left : 'l';
  const taken = rel.columns.map((column) => `m.${sqlName(column.name)}`).join(', ');
  const matches = `(${matchSql(rel, rows, right)}) m`;
  if (isFile) return `select l.*, ${taken} from ${rows} l positional join ${matches}`;
  // What is kept comes in one order every time it is read, but not always in the order it was given in.
  return `with l as materialized (select *, row_number() over () as ${ORDER} from ${left}) select l.* exclude (${ORDER}), ${taken} from l positional join ${matches} order by l.${ORDER}`;
}

/** The taken columns of each left row's match, in the order of the left rows. */
function matchSql(rel: AsofRel, left: string, right: string): string {
  const keys = new Set([...rel.on.map((pair) => pair.left), rel.time.left]);
  const numbered = `select ${[...keys].map(sqlName).join(', ')}, row_number() over () as ${ROW} from ${left}`;
  const columns = rel.columns.map(
    (column) => `${withinSql(rel, `r.${sqlName(column.column)}`)} as ${sqlName(column.name)}`,
  );
  const seen = rel.knownBy ? KNOWN : sqlName(rel.time.right);
  const on = [
    ...rel.on.map((pair) => `l.${sqlName(pair.left)} = r.${sqlName(pair.right)}`),
    `l.${sqlName(rel.time.left)} >= r.${seen}`,
  ];
  const candidates = rel.knownBy ? knownSql(rel, right) : latestSql(rel, right);
  return `select ${columns.join(', ')} from (${numbered}) l asof left join (${candidates}) r on ${on.join(' and ')} order by l.${ROW}`;
}

/** One row per key and time: the latest by `latest`, then the largest by value. */
function latestSql(rel: AsofRel, right: string): string {
  const time = sqlName(rel.time.right);
  const by = [...keysOf(rel), time];
  return `select ${needed(rel).join(', ')} from ${right} where ${time} is not null qualify row_number() over (${over(by, order(rel, 'desc nulls last'))}) = 1`;
}

/**
 * Rows become known one by one, not always in the order of their times. Those that are the latest of all known so far
 * are kept, under the moment from which they are: of equal keys the last of them is then what was known.
 */
function knownSql(rel: AsofRel, right: string): string {
  const time = sqlName(rel.time.right);
  const known = sqlName(rel.latest!);
  const keys = keysOf(rel);
  const placed = `select ${needed(rel).join(', ')}, greatest(${time}::timestamp, ${known}::timestamp) as ${KNOWN}, row_number() over (${over(keys, [time, ...order(rel, 'asc nulls first')])}) as ${PLACE} from ${right} where ${time} is not null and ${known} is not null`;
  const best = `max(${PLACE}) over (${over(keys, [KNOWN])} range between unbounded preceding and current row)`;
  return `select * from (${placed}) qualify ${PLACE} = ${best}`;
}

/** The columns of the history that are looked at: sorting carries no others along. */
const needed = (rel: AsofRel): string[] => [
  ...new Set([
    ...keysOf(rel),
    sqlName(rel.time.right),
    ...(rel.latest === undefined ? [] : [sqlName(rel.latest)]),
    ...rel.columns.map(({ column }) => sqlName(column)),
  ]),
];

const keysOf = (rel: AsofRel): string[] => rel.on.map((pair) => sqlName(pair.right));

/** What decides between rows of one key and time. */
function order({ latest, columns }: AsofRel, direction: string): string[] {
  const names = new Set([...(latest === undefined ? [] : [latest]), ...columns.map(({ column }) => column)]);
  return [...names].map((name) => `${sqlName(name)} ${direction}`);
}

const over = (by: readonly string[], order: readonly string[]): string =>
  [
    ...(by.length > 0 ? [`partition by ${by.join(', ')}`] : []),
    ...(order.length > 0 ? [`order by ${order.join(', ')}`] : []),
  ].join(' ');

/** The value, unless its row is older than the tolerance; a span that begins before all time holds every row. */
function withinSql({ time, tolerance }: AsofRel, value: string): string {
  if (tolerance === undefined) return value;
  const since = `try(l.${sqlName(time.left)}::timestamp - to_microseconds(${tolerance}))`;
  return `case when coalesce(r.${sqlName(time.right)} >= ${since}, true) then ${value} end`;
}

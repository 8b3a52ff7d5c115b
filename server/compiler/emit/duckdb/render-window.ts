import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Frame, WindowColumn } from '@/nodes/kernel/rel/rel';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { renderExpr } from './render-expr';
import { ROW } from './render-rows';
import { orderBy } from './render-sort';
import type { SqlSources } from './sources';
import { finiteSql, inRangeSql } from './sql-numbers';

/** One window column. Below a split the label is an implicit key: no row looks at rows of another partition. */
export function windowSql(window: WindowColumn, labelled: boolean, sources: SqlSources): string {
  const unplaced = unplacedSql(window, sources);
  const by = [
    ...[...window.by, ...(labelled ? [PARTITION_COLUMN] : [])].map(sqlName),
    // Apart from the others, so that they are in nobody's frame.
    ...(unplaced ? [`(${unplaced})`] : []),
  ];
  const { frame } = window;
  // A span of time is counted from one key; rows of the same time are in it or out of it together.
  const order = frame?.kind === 'time' ? window.order.slice(0, 1) : window.order;
  const parts = [
    ...(by.length > 0 ? [`partition by ${by.join(', ')}`] : []),
    ...orderOf(window, order, sources),
    ...frameSql(window),
  ];
  const value = callSql(window, ` over (${parts.join(' ')})`, sources);
  return `${unplaced ? `case when not (${unplaced}) then ${value} end` : value} as ${sqlName(window.name)}`;
}

function orderOf(window: WindowColumn, order: WindowColumn['order'], sources: SqlSources): string[] {
  const keys = [...(order.length > 0 ? [orderBy(order, sources)] : []), ...(isPlaced(window) ? [ROW] : [])];
  return keys.length > 0 ? [`order by ${keys.join(', ')}`] : [];
}

/** Whether rows stand one after another, so that of equal ones the earlier is first; ranks and spans of time treat them alike. */
const isPlaced = ({ fn, frame }: WindowColumn): boolean =>
  frame?.kind !== 'time' && fn !== 'rank' && fn !== 'dense_rank' && fn !== 'percent_rank';

/** Whether a row misses the key by which the others are ordered. */
function unplacedSql({ order, placedOnly }: WindowColumn, sources: SqlSources): string | undefined {
  const first = order[0];
  return placedOnly && first ? `${renderExpr(first.of, sources)} is null` : undefined;
}

function callSql({ fn, of, offset }: WindowColumn, over: string, sources: SqlSources): string {
  const value = of ? renderExpr(of, sources) : '*';
  const number = `(${value})::double`;
  switch (fn) {
    case 'row_number':
    case 'rank':
    case 'dense_rank':
    case 'percent_rank':
      return `${fn}()${over}`;
    case 'lag':
    case 'lead':
      return `${fn}(${value}, ${offset ?? 1})${over}`;
    case 'first':
      return `first_value(${value})${over}`;
    case 'last':
      return `last_value(${value})${over}`;
    case 'last_present':
      return `last_value(${value} ignore nulls)${over}`;
    case 'count':
    case 'min':
    case 'max':
      return `${fn}(${value})${over}`;
    case 'sum':
      return finiteSql(`sum(${number})${over}`);
    case 'int_sum':
      return `try_cast(sum((${value})::bigint)${over} as bigint)`;
    case 'mean':
      return finiteSql(`avg(${number})${over}`);
    case 'median':
      return finiteSql(`quantile_cont(${number}, 0.5)${over}`);
    case 'stddev':
      return inRangeSql('stddev_samp', number, over);
  }
}

const PLACES: readonly string[] = ['row_number', 'rank', 'dense_rank', 'percent_rank', 'lag', 'lead'];

function frameSql({ fn, frame }: WindowColumn): string[] {
  if (PLACES.includes(fn)) return [];
  if (!frame) return ['rows between unbounded preceding and unbounded following'];
  const unit = frame.kind === 'rows' ? 'rows' : 'range';
  return [`${unit} between ${edgeSql(frame, frame.from, 'preceding')} and ${edgeSql(frame, frame.to, 'following')}`];
}

function edgeSql(frame: Frame, offset: number | null, unbounded: string): string {
  if (offset === null) return `unbounded ${unbounded}`;
  if (offset === 0) return 'current row';
  const size = Math.abs(offset);
  const words = frame.kind === 'rows' ? `${size}` : `to_microseconds(${size})`;
  return `${words} ${offset < 0 ? 'preceding' : 'following'}`;
}

import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Frame, WindowColumn } from '@/nodes/kernel/rel/rel';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { renderExpr } from './render-expr';
import { orderBy } from './render-sort';
import type { SqlSources } from './sources';

/** One window column. Below a split the label is an implicit key: no row looks at rows of another partition. */
export function windowSql(window: WindowColumn, labelled: boolean, sources: SqlSources): string {
  const by = [...window.by, ...(labelled ? [PARTITION_COLUMN] : [])].map(sqlName);
  const parts = [
    ...(by.length > 0 ? [`partition by ${by.join(', ')}`] : []),
    ...(window.order.length > 0 ? [`order by ${orderBy(window.order, sources)}`] : []),
    ...frameSql(window),
  ];
  return `${callSql(window, sources)} over (${parts.join(' ')}) as ${sqlName(window.name)}`;
}

function callSql({ fn, of, offset }: WindowColumn, sources: SqlSources): string {
  const value = of ? renderExpr(of, sources) : '*';
  switch (fn) {
    case 'row_number':
    case 'rank':
    case 'dense_rank':
    case 'percent_rank':
      return `${fn}()`;
    case 'lag':
    case 'lead':
      return `${fn}(${value}, ${offset ?? 1})`;
    case 'first':
      return `first_value(${value})`;
    case 'last':
      return `last_value(${value})`;
    case 'last_present':
      return `last_value(${value} ignore nulls)`;
    case 'count':
      return `count(${value})`;
    case 'sum':
      return `sum((${value})::double)`;
    case 'mean':
      return `avg((${value})::double)`;
    case 'stddev':
      return `stddev_samp((${value})::double)`;
    case 'min':
    case 'max':
      return `${fn}(${value})`;
  }
}

const RANKS: readonly string[] = ['row_number', 'rank', 'dense_rank', 'percent_rank', 'lag', 'lead'];

function frameSql({ fn, frame }: WindowColumn): string[] {
  if (RANKS.includes(fn)) return [];
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

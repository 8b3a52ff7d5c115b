import type { Aggregate } from '@/nodes/kernel/rel/rel';
import { renderExpr } from './render-expr';
import { sortSql } from './render-sort';
import type { SqlSources } from './sources';

/** An aggregate of a group, as one SQL expression. */
export function renderAggregate(part: Aggregate, sources: SqlSources): string {
  const value = part.of ? renderExpr(part.of, sources) : '*';
  const where = part.where ? ` filter (where ${renderExpr(part.where, sources)})` : '';
  switch (part.fn) {
    case 'count':
      return `count(${value})${where}`;
    case 'sum':
      return `(sum((${value})::double)${where})`;
    case 'mean':
      return `avg((${value})::double)${where}`;
    case 'min':
    case 'max':
      return `${part.fn}(${value})${where}`;
    case 'median':
      return `quantile_cont((${value})::double, 0.5)${where}`;
    case 'quantile':
      return `quantile_cont((${value})::double, ${part.at ?? 0.5})${where}`;
    case 'variance':
      return `var_samp((${value})::double)${where}`;
    case 'first':
    case 'last':
      return firstSql(part, value, where, sources);
    case 'stddev':
      return `stddev_samp((${value})::double)${where}`;
    case 'stddev_population':
      return `stddev_pop((${value})::double)${where}`;
    case 'distinct_count':
      return `count(distinct ${value})${where}`;
    case 'null_count':
      return `(count(*)${where} - count(${value})${where})`;
    case 'most_frequent':
      // Ties go to the smallest value: mode() would depend on row order.
      return `list_sort(list_transform(map_entries(histogram(${value})${where}), lambda e: {'n': -(e.value::bigint), 'v': e.key}))[1].v`;
    case 'distinct_values':
      return `list_sort(list(distinct ${value}) filter (where ${value} is not null${part.where ? ` and ${renderExpr(part.where, sources)}` : ''}))`;
  }
}

/** The value of the first row of an order that has one; equal places go to the smaller value. */
function firstSql(part: Aggregate, value: string, where: string, sources: SqlSources): string {
  const keys = (part.order ?? []).map((key) =>
    part.fn === 'first' ? key : { ...key, descending: !key.descending, nullsFirst: false },
  );
  const order = [...keys.map((key) => sortSql(key, sources)), `${value} asc`].join(', ');
  return `first(${value} order by ${order})${where ? `${where.slice(0, -1)} and ${value} is not null)` : ` filter (where ${value} is not null)`}`;
}

import type { Aggregate } from '@/nodes/kernel/rel/rel';
import { renderExpr } from './render-expr';
import { sortSql } from './render-sort';
import type { SqlSources } from './sources';
import { finiteSql, inRangeSql } from './sql-numbers';

/** An aggregate of a group, as one SQL expression. */
export function renderAggregate(part: Aggregate, sources: SqlSources): string {
  const value = part.of ? renderExpr(part.of, sources) : '*';
  const condition = part.where ? `(${renderExpr(part.where, sources)})` : undefined;
  const where = condition ? ` filter (where ${condition})` : '';
  const number = `(${value})::double`;
  switch (part.fn) {
    case 'count':
      return `count(${value})${where}`;
    case 'sum':
      return finiteSql(`sum(${number})${where}`);
    case 'int_sum':
      return `try_cast(sum((${value})::bigint)${where} as bigint)`;
    case 'mean':
      return finiteSql(`avg(${number})${where}`);
    case 'min':
    case 'max':
      return `${part.fn}(${value})${where}`;
    case 'median':
      return finiteSql(`quantile_cont(${number}, 0.5)${where}`);
    case 'quantile':
      return finiteSql(`quantile_cont(${number}, ${part.at ?? 0.5})${where}`);
    case 'variance':
      return inRangeSql('var_samp', number, where);
    case 'stddev':
      return inRangeSql('stddev_samp', number, where);
    case 'stddev_population':
      return inRangeSql('stddev_pop', number, where);
    case 'first':
    case 'last':
      return firstSql(part, value, condition, sources);
    case 'distinct_count':
      return `count(distinct ${value})${where}`;
    case 'null_count':
      return `(count(*)${where} - count(${value})${where})`;
    case 'null_share':
      return `((count(*)${where} - count(${value})${where})::double / nullif(count(*)${where}, 0))`;
    case 'most_frequent':
      // Ties go to the smallest value: mode() would depend on row order.
      return `list_sort(list_transform(map_entries(histogram(${value})${where}), lambda e: {'n': -(e.value::bigint), 'v': e.key}))[1].v`;
    case 'distinct_values':
      return `list_sort(list(distinct ${value})${present(value, condition)})`;
  }
}

/** The value of the first row of an order that has one; equal places go to the smaller value. */
function firstSql(part: Aggregate, value: string, condition: string | undefined, sources: SqlSources): string {
  const keys = (part.order ?? []).map((key) =>
    part.fn === 'first' ? key : { ...key, descending: !key.descending, nullsFirst: false },
  );
  const order = [...keys.map((key) => sortSql(key, sources)), `${value} asc`].join(', ');
  return `first(${value} order by ${order})${present(value, condition)}`;
}

const present = (value: string, condition: string | undefined): string =>
  ` filter (where ${value} is not null${condition ? ` and ${condition}` : ''})`;

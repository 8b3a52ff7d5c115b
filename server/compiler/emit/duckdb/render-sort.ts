import type { SortKey } from '@/nodes/kernel/rel/rel';
import { renderExpr } from './render-expr';
import type { SqlSources } from './sources';

/** One key of an `order by`. */
export const sortSql = ({ of, descending, nullsFirst }: SortKey, sources: SqlSources): string =>
  `${renderExpr(of, sources)} ${descending ? 'desc' : 'asc'} nulls ${nullsFirst ? 'first' : 'last'}`;

export const orderBy = (keys: readonly SortKey[], sources: SqlSources): string =>
  keys.map((key) => sortSql(key, sources)).join(', ');

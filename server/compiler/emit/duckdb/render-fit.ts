import type { FitAggregate } from '@/nodes/kernel/define-node';
import { columnsOf } from '@/nodes/kernel/expr/expr';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { ROWS_READ, rowsReadSql } from '@/nodes/kernel/learned-from';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { renderAggregate } from './render-aggregate';
import { renderMaps } from './render-map';
import { Steps } from './render-rel';
import type { SqlSources } from './sources';

/**
 * A one-row query with a column per learned name; a map is a struct of its keys and its values. Beside them stand the
 * count and the hash of the rows that were read: in the same scan they cost next to nothing.
 */
export function renderFit(
  rel: Rel,
  aggregates: Readonly<Record<string, FitAggregate>>,
  sources: SqlSources,
  columnsRead: readonly string[] = columnsReadBy(aggregates),
): string {
  const steps = new Steps(sources);
  const rows = steps.add(rel);
  const maps = renderMaps(aggregates, rows, steps, sources);
  const columns = Object.entries(aggregates).map(
    ([name, aggregate]) => `${maps.get(name) ?? renderAggregate({ name, ...aggregate }, sources)} as ${sqlName(name)}`,
  );
  const { count, hash } = rowsReadSql(columnsRead);
  columns.push(`${count} as ${sqlName(ROWS_READ.count)}`, `${hash} as ${sqlName(ROWS_READ.hash)}`);
  return `${steps.head()}select ${columns.join(',\n  ')}\nfrom ${rows}`;
}

/** The columns that aggregates read, in the order of their names. */
export function columnsReadBy(aggregates: Readonly<Record<string, FitAggregate>>): string[] {
  const read = Object.values(aggregates).flatMap(({ of, where, order, by }) => [
    of,
    where,
    ...(order ?? []).map((key) => key.of),
    by?.key,
    by?.fold,
  ]);
  return [...new Set(read.flatMap((expr) => (expr ? columnsOf(expr) : [])))].sort();
}

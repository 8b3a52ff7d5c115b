import type { FitAggregate, FitKeys } from '@/nodes/kernel/define-node';
import { columnsOf } from '@/nodes/kernel/expr/expr';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { ROWS_READ, rowsReadSql } from '@/nodes/kernel/learned-from';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { renderAggregate } from './render-aggregate';
import { renderExpr } from './render-expr';
import { Steps } from './render-rel';
import type { SqlSources } from './sources';
import { inRangeSql } from './sql-numbers';
import { double } from './sql-types';

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
  const columns = Object.entries(aggregates).map(([name, aggregate]) => {
    const sql = aggregate.by
      ? mapSql(aggregate, aggregate.by, rows, steps, sources)
      : renderAggregate({ name, ...aggregate }, sources);
    return `${sql} as ${sqlName(name)}`;
  });
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

/** Keys in the order of their bytes; keys without a value are left out. */
function mapSql(aggregate: FitAggregate, by: FitKeys, rows: string, steps: Steps, sources: SqlSources): string {
  const map =
    by.fold || by.shrink
      ? meanByKey(aggregate, by, rows, steps, sources)
      : steps.push(groups(aggregate, by, rows, sources));
  const kept = by.keep ? steps.push(keepSql(by.keep, map)) : map;
  const present = `from ${kept} where v is not null`;
  return `(select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(v order by k), [])} ${present})`;
}

function groups(aggregate: FitAggregate, { key }: FitKeys, rows: string, sources: SqlSources): string {
  const keySql = renderExpr(key, sources);
  const value = renderAggregate({ name: 'v', ...aggregate }, sources);
  return `select (${keySql})::varchar as k, ${value} as v from ${rows} where (${keySql}) is not null group by 1`;
}

function keepSql({ atLeast, shareOfSum, largest }: NonNullable<FitKeys['keep']>, map: string): string {
  const conditions = [
    ...(atLeast === undefined ? [] : [`v >= ${double(atLeast)}`]),
    ...(shareOfSum === undefined ? [] : [`v >= ${double(shareOfSum)} * (select sum(v) from ${map})`]),
  ];
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  return `select k, v from ${map}${where}${largest === undefined ? '' : ` order by v desc, k limit ${largest}`}`;
}

/**
 * The mean of each key, drawn towards the mean of all; with folds, of the rows of the other folds. The formulas are those
 * of scikit-learn's TargetEncoder (`smooth` a number or "auto").
 */
function meanByKey(
  { of, where }: FitAggregate,
  { key, fold, shrink }: FitKeys,
  rows: string,
  steps: Steps,
  sources: SqlSources,
): string {
  const sql = (part: NonNullable<typeof of>) => renderExpr(part, sources);
  const filter = where ? ` where ${sql(where)}` : '';
  const labelled = steps.push(
    `select (${sql(key)})::varchar as k, ${fold ? sql(fold) : "''"} as f, (${sql(of!)})::double as y from ${rows}${filter}`,
  );
  const folds = steps.push(`select distinct f from ${labelled}`);
  // Without folds there is one, learned from itself.
  const others = `r.f ${fold ? '<>' : '='} o.f`;
  const priors = steps.push(
    `select o.f, avg(y) as m, ${inRangeSql('var_pop', 'y', '')} as s from ${folds} o join ${labelled} r on ${others} group by o.f`,
  );
  const means = steps.push(
    `select r.k, o.f, count(y) as n, sum(y) as t, avg(y) as m, ${inRangeSql('var_pop', 'y', '')} as s from ${folds} o join ${labelled} r on ${others} where r.k is not null group by r.k, o.f`,
  );
  const name = fold ? 'g.k || chr(31) || g.f' : 'g.k';
  return steps.push(
    `select ${name} as k, case when coalesce(m.n, 0) = 0 then p.m else ${shrunk(shrink)} end as v from (select distinct k, f from ${labelled} where k is not null) g join ${priors} p on p.f = g.f left join ${means} m on m.k = g.k and m.f = g.f`,
  );
}

function shrunk(shrink: FitKeys['shrink']): string {
  if (shrink === undefined) return 'm.m';
  if (shrink !== 'by-variance') {
    const rows = double(shrink.rows);
    return `(m.t + ${rows} * p.m) / (m.n + ${rows})`;
  }
  // Values that do not vary among values that do not vary say nothing: their share is 0 / 0.
  const share = '(p.s * m.n / nullif(p.s * m.n + m.s, 0))';
  return `coalesce(${share} * m.m + (1 - ${share}) * p.m, p.m)`;
}

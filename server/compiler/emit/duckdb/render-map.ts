import type { FitAggregate, FitKeys } from '@/nodes/kernel/define-node';
import { renderAggregate } from './render-aggregate';
import { renderExpr } from './render-expr';
import type { Steps } from './render-rel';
import type { SqlSources } from './sources';
import { inRangeSql } from './sql-numbers';
import { double } from './sql-types';

type Aggregates = Readonly<Record<string, FitAggregate>>;

/** Where the values of a map stand: a step with keys `k` and a column of values. */
interface Grouped {
  readonly step: string;
  readonly value: string;
}

/** Every learned map as a scalar: a struct of its keys, in the order of their bytes, and its values. */
export function renderMaps(
  aggregates: Aggregates,
  rows: string,
  steps: Steps,
  sources: SqlSources,
): ReadonlyMap<string, string> {
  const grouped = groupPlain(aggregates, rows, steps, sources);
  return new Map(
    Object.entries(aggregates).flatMap(([name, aggregate]) => {
      const { by } = aggregate;
      if (!by) return [];
      const map = grouped.get(name) ?? { step: meanByKey(aggregate, by, rows, steps, sources), value: 'v' };
      return [[name, mapSql(map, by, steps)] as const];
    }),
  );
}

/** Keys without a value are left out. */
function mapSql({ step, value }: Grouped, { keep }: FitKeys, steps: Steps): string {
  const kept = keep ? steps.push(keepSql(keep, `(select k, ${value} as v from ${step})`)) : step;
  const v = keep ? 'v' : value;
  return `(select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(${v} order by k), [])} from ${kept} where ${v} is not null)`;
}

const isMean = ({ fold, shrink }: FitKeys): boolean => fold !== undefined || shrink !== undefined;

/** Aggregates by the same key are one grouping, however many columns they are of. */
function groupPlain(aggregates: Aggregates, rows: string, steps: Steps, sources: SqlSources): Map<string, Grouped> {
  const byKey = new Map<string, [name: string, aggregate: FitAggregate][]>();
  for (const [name, aggregate] of Object.entries(aggregates)) {
    if (!aggregate.by || isMean(aggregate.by)) continue;
    const key = renderExpr(aggregate.by.key, sources);
    byKey.set(key, [...(byKey.get(key) ?? []), [name, aggregate]]);
  }
  const grouped = new Map<string, Grouped>();
  for (const [key, group] of byKey) {
    const values = group.map(
      ([name, aggregate], at) => `${renderAggregate({ name, ...aggregate }, sources)} as v${at}`,
    );
    const step = steps.push(
      `select (${key})::varchar as k, ${values.join(', ')} from ${rows} where (${key}) is not null group by 1`,
    );
    for (const [at, [name]] of group.entries()) grouped.set(name, { step, value: `v${at}` });
  }
  return grouped;
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
  const priors = statistics([], labelled, fold !== undefined, steps);
  const means = statistics(['k'], labelled, fold !== undefined, steps);
  const name = fold ? 'g.k || chr(31) || g.f' : 'g.k';
  return steps.push(
    `select ${name} as k, case when coalesce(m.n, 0) = 0 then p.m else ${shrunk(shrink)} end as v from (select distinct k, f from ${labelled} where k is not null) g join ${priors} p on p.f = g.f left join ${means} m on m.k = g.k and m.f = g.f`,
  );
}

/**
 * Count `n`, sum `t`, mean `m` and variance `s` of y per key and fold; with folds, of the rows of all others. Those are put
 * together from each fold's own, in the order of the folds: a join of the rows would add them up in an order of its own.
 */
function statistics(keys: readonly 'k'[], labelled: string, isFolded: boolean, steps: Steps): string {
  const by = [...keys, 'f'].join(', ');
  const present = keys.length > 0 ? ' where k is not null' : '';
  const own = steps.push(
    `select ${by}, count(y) as n, sum(y) as t, avg(y) as m, ${inRangeSql('var_pop', 'y', '')} as s from ${labelled}${present} group by ${by}`,
  );
  if (!isFolded) return own;
  const folds = steps.push(`select distinct f from ${labelled}`);
  const key = keys.map((name) => `r.${name}, `).join('');
  const sums = steps.push(
    `select ${key}o.f, sum(r.n)::bigint as n, sum(r.t order by r.f) as t, sum(r.t order by r.f) / sum(r.n)::bigint as m from ${folds} o join ${own} r on r.f <> o.f where r.n > 0 group by ${key}o.f`,
  );
  const same = keys.map((name) => `r.${name} = a.${name} and `).join('');
  const spread = 'r.n * (r.s + (r.m - a.m) * (r.m - a.m))';
  const columns = [...keys, 'f', 'n', 't', 'm'].map((name) => `a.${name}`).join(', ');
  return steps.push(
    `select ${columns}, case when count(*) = count(r.s) then sum(${spread} order by r.f) / a.n end as s from ${sums} a join ${own} r on ${same}r.f <> a.f and r.n > 0 group by ${columns}`,
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

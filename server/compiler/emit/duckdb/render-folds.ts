import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { FoldMethod } from '@/nodes/kernel/rel/rel';
import { identitySql, type LabelRel, unitSql } from './render-label';

/** The fold list of a training row (see nodes/kernel/folds.ts); windows look at rows for which `isTraining` holds. */
export function foldSql(method: FoldMethod, { identity, columns }: LabelRel, isTraining: string): string {
  if (method.kind === 'time') return forwardSql(method, isTraining);
  const repeats = Array.from({ length: method.repeats }, (_, repeat) => {
    // Another hash than the one that chose the part: training rows stand at the low end of that.
    const seed = `${method.seed}/fold/${repeat}`;
    const row = identitySql(seed, identity, columns);
    if (method.kind === 'random') return dealt(row, method.folds);
    if (method.kind === 'group') return dealt(identitySql(seed, method.by, columns), method.folds);
    // Dealt out in the order of the strata, so that each stratum and the whole differ by one row at most.
    const order = `${sqlName(method.by)} nulls first, ${row}`;
    return `(dense_rank() over (partition by ${isTraining} order by ${order}) - 1) % ${method.folds} + 1`;
  });
  return `[${repeats.join(', ')}]::integer[]`;
}

const dealt = (md5: string, folds: number): string => `floor(${unitSql(md5)} * ${folds}) + 1`;

/**
 * Windows of equal size at the end of the training rows, each judged by what came before it, as TimeSeriesSplit cuts
 * them. Equal times have one place (the first of theirs), so no cut goes through them; missing times come first.
 */
function forwardSql({ by, folds, gap }: Extract<FoldMethod, { kind: 'time' }>, isTraining: string): string {
  const over = `partition by ${isTraining}`;
  const time = sqlName(by);
  const rows = `count(*) over (${over})`;
  const size = `(${rows} // ${folds + 1})`;
  const first = `(${rows} - ${folds} * ${size})`;
  const place = `(rank() over (${over} order by ${time} nulls first) - 1)`;
  const last = `(count(*) over (${over} order by ${time} nulls first range between unbounded preceding and current row) - 1)`;
  const windowOf = (at: string) =>
    `(case when ${at} < ${first} then 0 else least(${folds}, (${at} - ${first}) // ${size} + 1) end)`;
  const judged = windowOf(place);
  if (gap === 0) return `[${judged}, ${judged} + 1]::integer[]`;
  const reach = `${last} + ${gap}`;
  // The first window that begins more than `gap` rows after this row.
  const learned = `greatest(${judged} + 1, case when ${reach} < ${first} then 1 else (${reach} - ${first}) // ${size} + 2 end)`;
  return `[${judged}, ${learned}]::integer[]`;
}

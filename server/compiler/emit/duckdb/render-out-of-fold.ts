import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { renderExpr } from './render-expr';
import type { SqlSources } from './sources';

/** Without a split above, every row was learned from. */
export function outOfFoldSql(
  { columns }: Extract<Rel, { op: 'out-of-fold' }>,
  from: string,
  labelled: boolean,
  sources: SqlSources,
): string {
  const replaced = columns.map(({ name, training, serving }) => {
    const own = renderExpr(training, sources);
    const value = labelled
      ? `case when ${sqlName(PARTITION_COLUMN)} = 'train' then ${own} else ${renderExpr(serving, sources)} end`
      : own;
    return `${value} as ${sqlName(name)}`;
  });
  return `select * replace (${replaced.join(', ')}) from ${from}`;
}

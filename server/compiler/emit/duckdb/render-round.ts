import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { foldRows } from '@/nodes/kernel/folds';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';

/** What the round judges is its test part; a row it neither fits on nor judges is left out, and so is the real test part. */
export function roundSql({ plan, ...round }: Extract<Rel, { op: 'round' }>, from: string): string {
  const label = sqlName(PARTITION_COLUMN);
  const part = `case when ${foldRows(plan, round, 'fit')} then 'train' when ${foldRows(plan, round, 'judge')} then 'test' when ${label} = 'validation' then ${label} end`;
  return `select * replace (${part} as ${label}) from ${from} where ${part} is not null`;
}

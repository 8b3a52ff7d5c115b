import type { Task } from '@/server/training/training-data';
import { type StageDatabase, StageFailure } from '../define-run';
import { sqlName } from '../expr/sql-text';
import type { Column } from '../schema';

export type Target =
  | { readonly task: 'regression' }
  | { readonly task: 'classification'; readonly classes: readonly string[]; readonly counts: readonly number[] };

/** As trainers name it. */
export const taskOf = (found: Target): Task =>
  found.task === 'regression' ? 'regression' : found.classes.length === 2 ? 'binary' : 'multiclass';

const MOST_CLASSES = 1000;

/** Whether a target is classes or numbers, and which classes the training rows have. */
export async function findTarget(
  database: StageDatabase,
  target: Column,
  task: 'auto' | 'classification' | 'regression',
  rows: string,
): Promise<Target> {
  const isClasses =
    task === 'classification' || (task === 'auto' && (target.type === 'text' || target.type === 'bool'));
  if (!isClasses) return { task: 'regression' };
  const name = sqlName(target.name);
  // Ordered by the value, not its text: 2 comes before 10.
  const found = await database.rows<{ value: string; rows: bigint | number }>(
    `select ${name}::varchar as "value", count(*) as "rows" from ${rows} group by ${name} order by ${name} limit ${MOST_CLASSES + 1}`,
  );
  if (found.length === 1) {
    throw new StageFailure(
      `Every training row has the same ${target.name}, “${found[0]!.value}”: there is nothing to tell apart.`,
      { kind: 'data', hint: 'Choose another target, or look at what the nodes before filter out.' },
    );
  }
  if (found.length > MOST_CLASSES) {
    throw new StageFailure(`${target.name} has more than ${MOST_CLASSES} classes in the training rows.`, {
      kind: 'data',
      hint: 'Is it a name or a number of a row? Choose another target, or regression.',
    });
  }
  return {
    task: 'classification',
    classes: found.map(({ value }) => value),
    counts: found.map(({ rows: count }) => Number(count)),
  };
}

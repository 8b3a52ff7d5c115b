import type { TrainingData } from '@/server/training';
import { PARTITION_COLUMN, type RunContext, StageFailure, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { labelledRows, readFeatures } from '../kernel/read-features';
import { readTarget } from '../kernel/read-target';
import type { Config } from './definition';
import type { Target } from './find-target';

/** Refuses parts without rows or without a target; rows whose target is missing are left out, aloud. */
export async function countRows({ config, database, log }: RunContext<Config>, table: TableHandle, target: string) {
  const [name, label] = [sqlName(target), sqlName(PARTITION_COLUMN)];
  const isPart = (part: string) =>
    table.schema.partitioned ? `${label} = '${part}'` : part === 'train' ? 'true' : 'false';
  const [row] = await database.rows<Record<string, bigint | number>>(
    `select count(*) filter (where ${isPart('train')}) as "all", count(${name}) filter (where ${isPart('train')}) as "known", count(${name}) filter (where ${isPart('validation')}) as "validation" from read_parquet(${sqlText(table.path)})`,
  );
  const number = (key: string) => Number(row?.[key] ?? 0);
  const [all, known] = [number('all'), number('known')];
  if (all === 0) {
    throw new StageFailure('There are no training rows.', {
      kind: 'data',
      hint: table.schema.partitioned
        ? 'Give the split a larger training share.'
        : 'Look at what the nodes before filter out.',
    });
  }
  if (known === 0) {
    throw new StageFailure(`${target} is missing in every one of the ${count(all)} training rows.`, {
      kind: 'data',
      hint: 'Choose another target, or look at how the source reads this column.',
    });
  }
  if (known < all) log(`${count(all - known)} of ${count(all)} training rows have no ${target} and are left out.`);
  const stopsEarly = config.algorithm === 'boosted-trees' && config.trees.earlyStopping > 0;
  if (stopsEarly && number('validation') === 0) {
    throw new StageFailure('Stopping early needs validation rows, and there are none.', {
      kind: 'data',
      hint: 'Give the split a validation share, or set “Stop early after” to 0.',
    });
  }
  return { missing: all - known, validation: number('validation') };
}

/** Validation rows with a class that training never saw cannot be scored, so they are left out. */
export async function readValidation(
  { database, log }: RunContext<Config>,
  table: TableHandle,
  features: Parameters<typeof readFeatures>[1],
  target: Parameters<typeof readTarget>[1],
  found: Target,
): Promise<TrainingData['validation']> {
  const rows = labelledRows(table, target.name, 'validation');
  const columns = await readFeatures(database, features, rows);
  const values = await readTarget(database, target, found, rows);
  if (found.task === 'regression') return { columns, target: values, rowCount: values.length };
  const known = values.map((value) => (value >= 0 ? 1 : 0));
  const rowCount = known.reduce((sum, one) => sum + one, 0);
  if (rowCount === values.length) return { columns, target: values, rowCount };
  log(`${count(values.length - rowCount)} validation rows have a class that no training row has; they are left out.`);
  const keep = (column: Float64Array) => column.filter((_, row) => known[row] === 1);
  return rowCount === 0 ? undefined : { columns: columns.map(keep), target: keep(values), rowCount };
}

const count = (rows: number): string => rows.toLocaleString('en');

import { type RunContext, StageFailure, type TableHandle } from '../define-run';
import { sqlName, sqlText } from '../expr/sql-text';
import { PARTITION_COLUMN } from '../schema';
import { type ModelConfig, stopsEarly } from '../trainer-settings';

/** Refuses parts without rows or without a target; rows whose target is missing are left out, aloud. */
export async function countRows(
  { config, database, log }: RunContext<ModelConfig>,
  table: TableHandle,
  target: string,
) {
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
  if (stopsEarly(config) && number('validation') === 0) {
    throw new StageFailure('Stopping early needs validation rows, and there are none.', {
      kind: 'data',
      hint: 'Give the split a validation share, or set “Stop early after” to 0.',
    });
  }
  return { known, missing: all - known, validation: number('validation') };
}

const count = (rows: number): string => rows.toLocaleString('en');

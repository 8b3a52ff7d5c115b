import { meanOf } from '@/server/evaluation';
import { PARTITION_COLUMN, type Partition, type StageDatabase, StageFailure, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { labelledRows } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';

/** How many rows each part has, and of how many of the judged part the target is known. */
export async function countParts(
  database: StageDatabase,
  table: TableHandle,
  target: string,
  part: Partition,
): Promise<{ partRows: Record<string, number>; missingTarget: number }> {
  if (!table.schema.partitioned) {
    throw new StageFailure(`No split labels these rows, so there is no ${part} part to judge.`, {
      kind: 'data',
      hint: 'Put a Split node before the nodes that learn.',
    });
  }
  const rows = await database.rows<{ part: string; rows: bigint | number; known: bigint | number }>(
    `select ${sqlName(PARTITION_COLUMN)} as "part", count(*) as "rows", count(${sqlName(target)}) as "known" from read_parquet(${sqlText(table.path)}) group by 1 order by 1`,
  );
  const partRows = Object.fromEntries(rows.map((row) => [row.part, Number(row.rows)]));
  const all = partRows[part] ?? 0;
  const known = Number(rows.find((row) => row.part === part)?.known ?? 0);
  if (all === 0) {
    throw new StageFailure(`The ${part} part has no rows to judge.`, {
      kind: 'data',
      hint: `Give the split a ${part} share, or judge on another part.`,
    });
  }
  if (known === 0) {
    throw new StageFailure(`${target} is missing in every one of the ${all.toLocaleString('en')} ${part} rows.`, {
      kind: 'data',
      hint: 'A prediction can only be judged where the truth is known.',
    });
  }
  return { partRows, missingTarget: all - known };
}

/** What baselines know: the classes of the training rows, or their mean; their latest value. */
export interface TrainingFacts {
  readonly classCounts?: readonly number[];
  readonly mean?: number;
  /** What is said beside them: the latest value, where the model knows which row is the latest. */
  readonly others?: readonly { readonly title: string; readonly answer: readonly number[] }[];
}

/** From the model where it says so, else from the training rows of the judged table; nothing where it has none. */
export async function readTrainingFacts(
  database: StageDatabase,
  table: TableHandle,
  trained: Pick<TrainedModel, 'signature' | 'trainedOn' | 'baselines'>,
): Promise<TrainingFacts> {
  const { signature, trainedOn, baselines } = trained;
  const last = baselines?.find(({ strategy }) => strategy === 'last');
  const others = last ? { others: [{ title: lastTitle(trained, last.answer), answer: last.answer }] } : {};
  const mean = baselines?.find(({ strategy }) => strategy === 'mean')?.answer[0];
  return { ...others, ...(mean === undefined ? await readConstant(database, table, signature, trainedOn) : { mean }) };
}

function lastTitle({ signature }: Pick<TrainedModel, 'signature'>, answer: readonly number[]): string {
  const said = signature.classes ? `“${signature.classes[answer.indexOf(Math.max(...answer))]}”` : `${answer[0]}`;
  return `Always ${said}, the latest training row`;
}

async function readConstant(
  database: StageDatabase,
  table: TableHandle,
  signature: TrainedModel['signature'],
  trainedOn: TrainedModel['trainedOn'],
): Promise<TrainingFacts> {
  if (trainedOn.classCounts) return { classCounts: trainedOn.classCounts };
  if (signature.task === 'classification') return {};
  const value = `${sqlName(signature.target)}${signature.targetType === 'bool' ? '::int' : ''}::double`;
  const rows = labelledRows(table, signature.target, 'train');
  const [values] = await database.doubles(`select ${value} as v from ${rows}`, ['v']);
  return values!.length === 0 ? {} : { mean: meanOf(values!) };
}

/** Classes of the judged rows that the model does not know. */
export async function findUnseenClasses(
  database: StageDatabase,
  rows: string,
  target: string,
  classes: readonly string[],
): Promise<{ class: string; rows: number }[]> {
  const value = `${sqlName(target)}::varchar`;
  const unseen = await database.rows<{ class: string; rows: bigint | number }>(
    `select ${value} as "class", count(*) as "rows" from ${rows} and ${value} not in (${classes.map(sqlText).join(', ')}) group by 1 order by 2 desc, 1 limit 100`,
  );
  return unseen.map((row) => ({ class: row.class, rows: Number(row.rows) }));
}

import { type Partition, type StageDatabase, StageFailure, type TableHandle } from '@/nodes/kernel';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { labelledRows, readFeatures } from '@/nodes/kernel/read-features';
import { readTarget } from '@/nodes/kernel/read-target';
import type { TrainedModel, TrainedSignature } from '@/nodes/kernel/trained-model';
import { type Model, predict } from '@/server/training';

/** Rows in memory, as a model reads them, with the truth that it is held against. */
export interface JudgedRows {
  /** What stands after `from` to read them, in their order. */
  readonly rows: string;
  readonly count: number;
  /** Class index (−1 for a class that the model does not know), or value. */
  readonly truth: Float64Array;
  /** One array per number that the model reads; NaN is missing. */
  readonly columns: Float64Array[];
}

/** The rows of one part. */
export interface JudgedPart extends JudgedRows {
  readonly part: Partition;
  readonly weights?: Float64Array;
}

/** Rows of a part, in the order of the file, with a target that the model knows. */
export function knownRows(table: TableHandle, { target, classes }: TrainedSignature, part: Partition): string {
  const rows = labelledRows(table, target, part);
  return classes ? `${rows} and ${sqlName(target)}::varchar in (${classes.map(sqlText).join(', ')})` : rows;
}

/** Reads rows that are named by what stands after `from`. */
export async function readJudgedRows(
  database: StageDatabase,
  signature: TrainedSignature,
  rows: string,
): Promise<JudgedRows> {
  const columns = await readFeatures(database, signature.columns, rows);
  const target = { name: signature.target, type: signature.targetType, nullable: false };
  const truth = await readTarget(database, target, signature, rows);
  return { rows, count: truth.length, truth, columns };
}

/** Reads the known rows of a part, and the column they are weighed by, if there is one. */
export async function readPart(
  database: StageDatabase,
  table: TableHandle,
  { signature }: TrainedModel<Model>,
  { part, weights: weigh = '' }: { part: Partition; weights?: string },
): Promise<JudgedPart> {
  const judged = await readJudgedRows(database, signature, knownRows(table, signature, part));
  const weights = weigh === '' ? undefined : await readWeights(database, judged.rows, weigh, part);
  return { ...judged, part, ...(weights ? { weights } : {}) };
}

async function readWeights(database: StageDatabase, rows: string, column: string, part: Partition) {
  const [weights] = await database.doubles(`select ${sqlName(column)}::double as w from ${rows}`, ['w']);
  const bad = weights!.filter((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY)).length;
  if (bad > 0) {
    throw new StageFailure(
      `${column} is missing, negative or infinite in ${bad.toLocaleString('en')} ${part} rows, so they have no weight.`,
      { kind: 'data', hint: 'Fill it with an Impute node before the split, filter those rows, or weigh by nothing.' },
    );
  }
  if (weights!.length > 0 && weights!.every((weight) => weight === 0)) {
    throw new StageFailure(`${column} is 0 in every ${part} row: nothing weighs anything.`, {
      kind: 'data',
      hint: 'Choose another column of weights, or weigh by nothing.',
    });
  }
  return weights;
}

type Asked = Pick<JudgedRows, 'columns' | 'count'>;

/** What the model answers for the rows; without its calibration when asked. */
export function answersFor({ model }: TrainedModel<Model>, { columns, count }: Asked, isCalibrated = true) {
  if (isCalibrated || model.calibration === undefined) return predict(model, columns, count);
  const { calibration: _, ...raw } = model;
  return predict(raw, columns, count);
}

import { type Model, predict } from '@/server/training';
import { type Partition, type StageDatabase, StageFailure, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { labelledRows, readFeatures } from '../kernel/read-features';
import { readTarget } from '../kernel/read-target';
import type { TrainedModel } from '../kernel/trained-model';

/** The rows of one part whose truth a model can be held against. */
export interface JudgedPart {
  readonly part: Partition;
  /** What stands after `from` to read them, in their order. */
  readonly rows: string;
  readonly count: number;
  /** Class index, or value. */
  readonly truth: Float64Array;
  /** As the model reads them; NaN is missing. */
  readonly columns: Float64Array[];
  readonly weights?: Float64Array;
}

/** Rows of a part with a target that the model knows. */
export function judgedRows(table: TableHandle, { signature }: TrainedModel<Model>, part: Partition): string {
  const rows = labelledRows(table, signature.target, part);
  return signature.classes
    ? `${rows} and ${sqlName(signature.target)}::varchar in (${signature.classes.map(sqlText).join(', ')})`
    : rows;
}

/** Reads the rows of a part, with their truth and the column they are weighed by, if there is one. */
export async function readPart(
  database: StageDatabase,
  table: TableHandle,
  trained: TrainedModel<Model>,
  { part, weights: weigh }: { part: Partition; weights: string },
): Promise<JudgedPart> {
  const { signature } = trained;
  const rows = judgedRows(table, trained, part);
  const columns = await readFeatures(database, signature.columns, rows);
  const target = { name: signature.target, type: signature.targetType, nullable: false };
  const truth = await readTarget(database, target, signature, rows);
  const weights = weigh === '' ? undefined : await readWeights(database, rows, weigh, part);
  return { part, rows, count: truth.length, truth, columns, ...(weights ? { weights } : {}) };
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

/** What the model answers for the rows; without its calibration when asked. */
export function answersFor({ model }: TrainedModel<Model>, { columns, count }: JudgedPart, isCalibrated = true) {
  if (isCalibrated || model.calibration === undefined) return predict(model, columns, count);
  const { calibration: _, ...raw } = model;
  return predict(raw, columns, count);
}

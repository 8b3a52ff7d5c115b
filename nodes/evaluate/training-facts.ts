import { meanOf } from '@/server/evaluation';
import type { StageDatabase, TableHandle } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { labelledRows } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';

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

import { findColumn, type RunContext, StageFailure } from '@/nodes/kernel';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { taskOf } from '@/nodes/kernel/learning/find-target';
import type { LearningTable } from '@/nodes/kernel/learning/learning-table';
import { readTarget } from '@/nodes/kernel/read-target';
import type { TrainedBaseline } from '@/nodes/kernel/trained-model';
import type { ModelConfig } from '@/nodes/kernel/trainer-settings';
import { type BaselineStrategy, trainBaseline } from '@/server/training';

/** What always saying the same would say: the most frequent class or the mean; the last value where time orders the rows. */
export async function learnBaselines(
  context: RunContext<ModelConfig>,
  learning: LearningTable,
): Promise<TrainedBaseline[]> {
  const { data, found } = learning;
  // What is said does not depend on features: one is enough for the trainer to have any.
  const featureless = {
    ...data,
    columns: [data.target],
    featureNames: [''],
    validation: undefined,
    categories: undefined,
  };
  const said = (strategy: BaselineStrategy, rows = featureless): TrainedBaseline => {
    const { intercepts } = trainBaseline(rows, { task: taskOf(found), strategy });
    const isBinary = found.task === 'classification' && found.classes.length === 2;
    return { strategy, answer: isBinary ? [1 - intercepts[0]!, intercepts[0]!] : intercepts };
  };
  const constant = said(found.task === 'classification' ? 'majority' : 'mean');
  const last = await readLast(context, learning);
  if (last === undefined) return [constant];
  return [constant, said('last', { ...featureless, weights: undefined, target: last, columns: [last], rowCount: 1 })];
}

/** The target of the latest training row; of equally late ones, the largest. */
async function readLast(
  { config, database }: RunContext<ModelConfig>,
  { table, target, found, rows }: LearningTable,
): Promise<Float64Array | undefined> {
  if (config.timeColumn === '') return undefined;
  if (!findColumn(table.schema, config.timeColumn)) {
    throw new StageFailure(`The table has no column ${config.timeColumn} to order rows by.`, { kind: 'data' });
  }
  const time = sqlName(config.timeColumn);
  const latest = `${rows} and ${time} is not null order by ${time} desc, ${sqlName(target.name)} desc limit 1`;
  const value = await readTarget(database, target, found, latest);
  return value.length === 0 ? undefined : value;
}

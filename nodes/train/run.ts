import { withCover } from '@/server/explanation';
import type { Model } from '@/server/training';
import { defineRun, type LeakageProof, type RunContext, readLearnedFrom } from '../kernel';
import { taskOf } from '../kernel/learning/find-target';
import { type LearningTable, readLearningTable } from '../kernel/learning/learning-table';
import type { TrainedModel } from '../kernel/trained-model';
import { trainerSettings } from '../kernel/trainer-settings';
import { checkParity } from './check-parity';
import { crossValidate } from './cross-validate';
import type { Config } from './definition';
import { findSuspects } from './find-suspects';
import { fitModel } from './fit-model';
import { describeTrained, summaryOf } from './trained';
import { recordOf } from './training-record';

/** Learns a model from the training rows whose target is known. */
export default defineRun<Config>(async (context) => {
  const learning = await readLearningTable(context);
  const { target, found, data } = learning;
  const size = `${count(data.rowCount)} rows and ${count(data.columns.length)} numbers each`;
  context.log(`Learning ${target.name} from ${size}.`);
  const crossValidation = context.folds && (await crossValidate(context, learning, context.folds));
  const model = withCover(await fitModel(context, data, found), data.columns, data.rowCount);
  const trained: TrainedModel<Model> = {
    ...describeTrained(learning, model),
    proof: await proofOf(context, learning, model),
    ...(crossValidation ? { crossValidation } : {}),
    parity: await checkParity(context, learning, model),
    leakSuspects: await findSuspects(context, learning),
    record: recordOf(trainerSettings(context.config, taskOf(found)), model),
  };
  await context.outputs.json('model', trained, summaryOf(trained));
});

const STEP = { type: 'train', title: 'Train' } as const;

/** What taught the steps above, then the model itself, with the rows it learned from. */
async function proofOf(
  { database, taughtBy, config }: RunContext<Config>,
  { features, target, rows, part }: LearningTable,
  model: Model,
): Promise<LeakageProof> {
  const read = [...features.map(({ column }) => column), target.name, ...(config.weights ? [config.weights] : [])];
  const from = await readLearnedFrom(database, rows, part, read);
  const learned = [{ name: target.name, type: model.kind, size: sizeOf(model) }];
  return { steps: [...taughtBy, { ...STEP, labels: part ? 'carried' : 'none', learned, from }] };
}

/** Trees, or coefficients. */
const sizeOf = (model: Model): number => (model.kind === 'trees' ? model.trees.length : model.featureNames.length);

const count = (rows: number): string => rows.toLocaleString('en');

import { type LeakageProof, type LearnedStep, type RunContext, readLearnedFrom } from '@/nodes/kernel';
import { taskOf } from '@/nodes/kernel/learning/find-target';
import type { LearningTable } from '@/nodes/kernel/learning/learning-table';
import type { TrainedModel } from '@/nodes/kernel/trained-model';
import { type ModelConfig, trainerSettings } from '@/nodes/kernel/trainer-settings';
import { withCover } from '@/server/explanation';
import type { Model } from '@/server/training';
import { learnBaselines } from './baselines';
import { checkParity } from './check-parity';
import { describeTrained } from './describe-trained';
import { findSuspects } from './find-suspects';
import { fitModel } from './fit-model';
import { recordOf } from './training-record';

/** Fits the model of a node and says all there is to say of it: what it learned from, how its ONNX file answers, what leaks. */
export async function learnModel(
  context: RunContext<ModelConfig>,
  learning: LearningTable,
  step: Pick<LearnedStep, 'type' | 'title'>,
): Promise<TrainedModel<Model>> {
  const { data, found } = learning;
  const model = withCover(await fitModel(context, data, found), data.columns, data.rowCount);
  return {
    ...describeTrained(learning, model),
    proof: await proofOf(context, learning, model, step),
    baselines: await learnBaselines(context, learning),
    parity: await checkParity(context, learning, model),
    leakSuspects: await findSuspects(context, learning),
    record: recordOf(trainerSettings(context.config, taskOf(found), data), model, context.inputKeys.table),
  };
}

/** What taught the steps above, then the model itself, with the rows it learned from. */
async function proofOf(
  { database, taughtBy, config }: RunContext<ModelConfig>,
  { features, target, rows, part }: LearningTable,
  model: Model,
  step: Pick<LearnedStep, 'type' | 'title'>,
): Promise<LeakageProof> {
  const read = [...features.map(({ column }) => column), target.name, ...(config.weights ? [config.weights] : [])];
  const from = await readLearnedFrom(database, rows, part, read);
  const learned = [{ name: target.name, type: model.kind, size: sizeOf(model) }];
  return { steps: [...taughtBy, { ...step, labels: part ? 'carried' : 'none', learned, from }] };
}

/** Trees, or coefficients. */
const sizeOf = (model: Model): number => (model.kind === 'trees' ? model.trees.length : model.featureNames.length);

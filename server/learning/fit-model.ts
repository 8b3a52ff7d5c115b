import { type RunContext, StageFailure } from '@/nodes/kernel';
import { type Target, taskOf } from '@/nodes/kernel/learning/find-target';
import type { ModelConfig } from '@/nodes/kernel/trainer-settings';
import { trainerSettings } from '@/nodes/kernel/trainer-settings';
import {
  type Model,
  type Progress,
  type TrainerSettings,
  type TrainingData,
  TrainingError,
  trainModel,
} from '@/server/training';
import { LiveLosses } from './loss-curves';

/**
 * Fits the chosen model; what the data does not allow is told as the person's to mend. Long trainings keep what they have
 * by `name`, and go on from there in another attempt.
 */
export async function fitModel(
  context: RunContext<ModelConfig>,
  data: TrainingData,
  found: Target,
  name = 'model',
): Promise<Model> {
  const { config, signal, threads } = context;
  const losses = new LiveLosses();
  const settings = trainerSettings(config, taskOf(found), data);
  const onProgress = (progress: Progress) => {
    const curves = losses.add(progress);
    context.progress(progress.iteration, progress.iterations, wordsOf(progress, isSquared(settings)), curves);
  };
  try {
    return await trainModel(data, settings, { signal, threads, onProgress, checkpoint: context.checkpoint(name) });
  } catch (error) {
    if (!(error instanceof TrainingError)) throw error;
    const hint = HINTS[error.code];
    throw new StageFailure(error.message, { kind: 'data', ...(hint ? { hint } : {}) });
  }
}

const HINTS: Partial<Record<TrainingError['code'], string>> = {
  'missing-value': 'Put an Impute node before this one, or choose a model of trees.',
  'too-few-rows': 'Ask for fewer rows in a leaf and fewer leaves, or give the split a larger training share.',
  'bad-feature': 'Put a Clip node or a formula before this one, or leave the column out of the features.',
};

/** Of a squared error people read the root. */
const isSquared = (settings: TrainerSettings): boolean =>
  settings.task === 'regression' &&
  settings.family !== 'poisson' &&
  (!('objective' in settings) || settings.objective === 'squared');

/** The loss that decides is the one on validation rows, where there are any. */
function wordsOf({ trainLoss, validationLoss }: Progress, isRoot: boolean): string | undefined {
  const loss = validationLoss ?? trainLoss;
  if (loss === undefined) return undefined;
  const written = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 4 });
  return isRoot ? `RMSE ${written(Math.sqrt(loss))}` : `loss ${written(loss)}`;
}

import { type RunContext, StageFailure } from '@/nodes/kernel';
import { type Target, taskOf } from '@/nodes/kernel/learning/find-target';
import type { ModelConfig } from '@/nodes/kernel/trainer-settings';
import { trainerSettings } from '@/nodes/kernel/trainer-settings';
import { type Model, type TrainingData, TrainingError, trainModel } from '@/server/training';

/** Fits the chosen model; what the data does not allow is told as the person's to mend. */
export async function fitModel(context: RunContext<ModelConfig>, data: TrainingData, found: Target): Promise<Model> {
  const { config, signal, threads } = context;
  try {
    return await trainModel(data, trainerSettings(config, taskOf(found), data), {
      signal,
      threads,
      onProgress: ({ iteration, iterations, trainLoss }) =>
        context.progress(
          iteration,
          iterations,
          trainLoss === undefined ? undefined : `loss ${trainLoss.toPrecision(4)}`,
        ),
    });
  } catch (error) {
    if (!(error instanceof TrainingError)) throw error;
    const hint =
      error.code === 'missing-value' ? 'Put an Impute node before this one, or choose boosted trees.' : undefined;
    throw new StageFailure(error.message, { kind: 'data', ...(hint ? { hint } : {}) });
  }
}

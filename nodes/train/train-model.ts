import { type Model, type TrainingData, TrainingError, trainBoostedTrees, trainLinear } from '@/server/training';
import { type RunContext, StageFailure } from '../kernel';
import type { Config } from './definition';
import type { Target } from './find-target';

/** Fits the chosen algorithm; what the data does not allow is told as the person's to mend. */
export async function trainModel(context: RunContext<Config>, data: TrainingData, found: Target): Promise<Model> {
  const { config, signal, threads } = context;
  const task = found.task === 'regression' ? 'regression' : found.classes.length === 2 ? 'binary' : 'multiclass';
  const shared = { task, seed: config.seed, classWeights: config.classWeights } as const;
  const train = {
    signal,
    threads,
    onProgress: ({ iteration, iterations, trainLoss }: { iteration: number; iterations: number; trainLoss?: number }) =>
      context.progress(iteration, iterations, trainLoss === undefined ? undefined : `loss ${trainLoss.toPrecision(4)}`),
  };
  try {
    if (config.algorithm === 'linear') {
      return await trainLinear(
        data,
        { ...shared, l2: config.linear.penalty, maxIterations: config.linear.maxIterations },
        train,
      );
    }
    const { rounds, learningRate, leaves, minDataInLeaf, l2, earlyStopping } = config.trees;
    return await trainBoostedTrees(
      data,
      {
        ...shared,
        rounds,
        learningRate,
        leaves,
        minDataInLeaf,
        lambda: l2,
        ...(earlyStopping > 0 ? { earlyStoppingRounds: earlyStopping } : {}),
      },
      train,
    );
  } catch (error) {
    if (!(error instanceof TrainingError)) throw error;
    const hint =
      error.code === 'missing-value' ? 'Put an Impute node before this one, or choose boosted trees.' : undefined;
    throw new StageFailure(error.message, { kind: 'data', ...(hint ? { hint } : {}) });
  }
}

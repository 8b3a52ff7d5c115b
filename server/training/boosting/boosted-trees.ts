import type { TreesModel } from '../model';
import type { Task, TrainContext, TrainingData } from '../training-data';

/** How boosted trees are grown. Defaults and meaning follow LightGBM. */
export interface BoostedTreesSettings {
  task: Task;
  /** Boosting rounds; multiclass grows one tree per class and round. Default 100. */
  rounds?: number;
  /** Default 0.1. */
  learningRate?: number;
  /** Most leaves of a tree. Default 31. */
  leaves?: number;
  /** Fewest rows on either side of a split, estimated by their share of the hessian. Default 20. */
  minDataInLeaf?: number;
  /** L2 penalty on leaf values. Default 0. */
  lambda?: number;
  /** Histogram bins per feature, 2 to 255; missing values have a further one. Default 255. */
  maxBins?: number;
  /** Picks the rows whose values place the bins when there are more than 200,000. */
  seed: number;
  /** `balanced` weighs a row by rows / (classes × rows of its class), on top of its own weight. Default none. */
  classWeights?: 'none' | 'balanced';
  /** Stop after this many rounds without a better validation loss, and keep the trees up to the best round. */
  earlyStoppingRounds?: number;
}

export async function trainBoostedTrees(
  _data: TrainingData,
  _settings: BoostedTreesSettings,
  _context: TrainContext,
): Promise<TreesModel> {
  throw new Error('being written');
}

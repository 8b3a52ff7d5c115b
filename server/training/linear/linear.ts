import type { LinearModel } from '../model';
import type { Task, TrainContext, TrainingData } from '../training-data';

/** How a linear model is fitted: logistic or softmax regression for classes, ridge for regression. */
export interface LinearSettings {
  task: Task;
  /** Penalty on squared coefficients, never on intercepts: scikit-learn's 1/C for classes, Ridge's alpha. Default 1. */
  l2?: number;
  /** Most L-BFGS steps; ridge is solved directly. Default 1000. */
  maxIterations?: number;
  /** Converged when no entry of the gradient of the mean loss exceeds it. Default 1e-6. */
  tolerance?: number;
  /** `balanced` weighs a row by rows / (classes × rows of its class), on top of its own weight. Default none. */
  classWeights?: 'none' | 'balanced';
  /** Fitting draws nothing at random; kept so that every trainer is keyed alike. */
  seed: number;
}

export async function trainLinear(
  _data: TrainingData,
  _settings: LinearSettings,
  _context: TrainContext,
): Promise<LinearModel> {
  throw new Error('being written');
}

import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import { openGradientProblem } from './gradient-problem';
import type { Problem } from './problem';
import { MOST_PRODUCT_COLUMNS } from './products';
import { openProductsProblem } from './products-problem';
import type { FullSettings } from './settings';

/** Chooses how to fit: by products for squared error unless there are very many features, by gradients otherwise. */
export function openProblem(
  data: TrainingData,
  settings: FullSettings,
  weights: Float64Array,
  threads: number,
  breather: Breather,
): Promise<Problem> {
  const isSquared = settings.task === 'regression' && settings.family !== 'poisson';
  const open = isSquared && data.columns.length <= MOST_PRODUCT_COLUMNS ? openProductsProblem : openGradientProblem;
  return open(data, settings, weights, threads, breather);
}

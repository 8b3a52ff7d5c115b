import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import { openGradientProblem } from './gradient-problem';
import type { Problem } from './problem';
import { openProductsProblem } from './products-problem';
import { type FullSettings, isByProducts } from './settings';

/** Chooses how to fit: by products for squared error unless there are very many features, by gradients otherwise. */
export function openProblem(
  data: TrainingData,
  settings: FullSettings,
  weights: Float64Array,
  threads: number,
  breather: Breather,
): Promise<Problem> {
  const open = isByProducts(settings, data.columns.length) ? openProductsProblem : openGradientProblem;
  return open(data, settings, weights, threads, breather);
}

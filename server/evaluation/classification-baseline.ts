import { prepareClassification } from './prepare-classification';
import type { Baseline, ClassificationMetrics } from './report';
import { scoreClassification } from './score-classification';

export type BaselineInput = {
  classes: string[];
  positive: number | null;
  truth: Int32Array;
  weights: Float64Array | undefined;
  /** Rows per class that the baseline has seen. */
  counts: readonly number[];
  /** Those are training rows, not the judged ones. */
  isTrained: boolean;
};

/**
 * What the metrics would be for a model that always says the class most frequent in the rows it has seen (the first on
 * ties) and gives every class its share of them as probability. Without training rows it has seen the judged ones: the
 * hardest such baseline.
 */
export function majorityBaseline(input: BaselineInput): Baseline<ClassificationMetrics> {
  const { classes, positive, truth, weights, counts, isTrained } = input;
  const majority = counts.indexOf(Math.max(...counts));
  const all = counts.reduce((total, count) => total + count, 0);
  const probabilities = new Float64Array(truth.length * classes.length);
  for (let i = 0; i < probabilities.length; i++) probabilities[i] = counts[i % classes.length]! / all;
  const decided = new Int32Array(truth.length).fill(majority);
  const prepared = prepareClassification({ classes, positive, truth, probabilities, decided, weights });
  return {
    title: `Always “${classes[majority]}”, the most frequent class${isTrained ? ' of the training rows' : ''}`,
    metrics: scoreClassification(prepared).metrics,
  };
}

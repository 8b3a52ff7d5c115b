import type { Baseline, ClassificationMetrics } from './report';
import { scoreClassification } from './score-classification';

/**
 * What the metrics would be for a model that always says the most frequent class (the first on ties) and gives every
 * class its share of the rows as probability. The shares are those of the evaluated rows: the hardest such baseline.
 */
export function majorityBaseline(
  classes: string[],
  positive: number | null,
  truth: Int32Array,
  classCounts: readonly number[],
): Baseline<ClassificationMetrics> {
  const majority = classCounts.indexOf(Math.max(...classCounts));
  const probabilities = new Float64Array(truth.length * classes.length);
  for (let i = 0; i < probabilities.length; i++) probabilities[i] = classCounts[i % classes.length]! / truth.length;
  const decided = new Int32Array(truth.length).fill(majority);
  return {
    title: `Always “${classes[majority]}”, the most frequent class`,
    metrics: scoreClassification({ classes, positive, truth, probabilities, decided }).metrics,
  };
}

import { prepareClassification } from './prepare-classification';
import type { Baseline, ClassificationMetrics, ConstantAnswer } from './report';
import { scoreClassification } from './score-classification';

export type BaselineInput = {
  classes: string[];
  positive: number | null;
  truth: Int32Array;
  weights: Float64Array | undefined;
};

/**
 * What the metrics would be for a model that always says the class most frequent in the rows it has seen (the first on
 * ties) and gives every class its share of them as probability. Without training rows it has seen the judged ones: the
 * hardest such baseline.
 */
export function majorityBaseline(
  input: BaselineInput,
  counts: readonly number[],
  isTrained: boolean,
): Baseline<ClassificationMetrics> {
  const all = counts.reduce((total, count) => total + count, 0);
  const majority = counts.indexOf(Math.max(...counts));
  return constantBaseline(input, {
    title: `Always “${input.classes[majority]}”, the most frequent class${isTrained ? ' of the training rows' : ''}`,
    answer: counts.map((count) => count / all),
  });
}

/** The metrics of a model that says the same of every row: it decides for the first of the most probable classes. */
export function constantBaseline(
  { classes, positive, truth, weights }: BaselineInput,
  { title, answer }: ConstantAnswer,
): Baseline<ClassificationMetrics> {
  const probabilities = new Float64Array(truth.length * classes.length);
  for (let i = 0; i < probabilities.length; i++) probabilities[i] = answer[i % classes.length]!;
  const decided = new Int32Array(truth.length).fill(answer.indexOf(Math.max(...answer)));
  const prepared = prepareClassification({ classes, positive, truth, probabilities, decided, weights });
  return { title, metrics: scoreClassification(prepared).metrics };
}

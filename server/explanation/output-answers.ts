import type { Model } from '../training/model';
import type { Prediction } from '../training/predict';

/**
 * What the explained outputs are answered, rows × outputs, row-major: the probability of the positive of two classes, of
 * every class of more, or the predicted value.
 */
export function outputAnswers(model: Model, { probabilities, values }: Prediction, positive = 1): Float64Array {
  if (values) return values;
  return model.task === 'binary' ? probabilities!.filter((_, at) => at % 2 === positive) : probabilities!;
}

import type { Model, Prediction } from '@/server/training';

/** One number per row and output of the report, row-major: the positive class's probability, every class's, or a value. */
export function answersOf(model: Model, { probabilities, values }: Prediction, positive: number): Float64Array {
  if (values) return values;
  return model.task === 'binary' ? probabilities!.filter((_, at) => at % 2 === positive) : probabilities!;
}

import { evaluateClassification, evaluateRegression, findMetric } from '@/server/evaluation';
import { type Model, predict, type Task, type ValidationData } from '@/server/training';

/** Figures of a model on rows that it has not seen. */
export function judgeModel(
  model: Model,
  judged: ValidationData,
  metrics: readonly string[],
  classes: readonly string[] = [],
): Record<string, number | null> {
  const prediction = predict(model, judged.columns, judged.rowCount);
  const report = prediction.values
    ? evaluateRegression({ truth: judged.target, predicted: prediction.values })
    : evaluateClassification({
        classes: [...classes],
        truth: Int32Array.from(judged.target),
        probabilities: prediction.probabilities!,
      });
  return Object.fromEntries(metrics.map((name) => [name, findMetric(name)!.get(report).value]));
}

/** What a model of a task is judged by, the first metric first of all. */
export const METRICS_OF: Readonly<Record<Task, readonly string[]>> = {
  binary: ['auc', 'accuracy', 'log_loss'],
  multiclass: ['accuracy', 'macro_f1', 'log_loss'],
  regression: ['rmse', 'mae', 'r2'],
};

/** Mean and sample deviation; the deviation of one value is not defined. */
export function spreadOf(values: readonly number[]): { mean: number | null; deviation: number | null } {
  if (values.length === 0) return { mean: null, deviation: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null };
}

import { evaluateClassification, evaluateRegression, findMetric, type MetricEntry } from '@/server/evaluation';
import { type Model, predict } from '@/server/training';
import { StageFailure } from '../kernel';
import type { Config } from './definition';
import type { RowsToExplain } from './read-rows';

/** The metric of a node's settings for a model's task. */
export function metricOf(model: Model, wanted: Config['permutation']['metric']): MetricEntry {
  const own = { binary: 'auc', multiclass: 'log_loss', regression: 'rmse' }[model.task];
  const metric = findMetric(wanted === 'auto' ? own : wanted)!;
  if (!metric.tasks.includes(model.task)) {
    const says = model.task === 'regression' ? 'numbers' : model.task === 'binary' ? 'two classes' : 'several classes';
    throw new StageFailure(`${metric.title} is not defined for a model of ${says}.`, {
      kind: 'data',
      hint: 'Choose another metric for the permutation importance.',
    });
  }
  return metric;
}

/** Measures the model on rows with these features. */
export function scorer(model: Model, metric: MetricEntry, { truth, rowCount }: RowsToExplain, positive: number) {
  return (columns: Float64Array[]): { value: number | null; reason?: string } => {
    const { probabilities, values } = predict(model, columns, rowCount);
    if (values) return metric.get(evaluateRegression({ truth, predicted: values }));
    const classes = [...model.classes!];
    return metric.get(
      evaluateClassification({
        classes,
        truth: Int32Array.from(truth),
        probabilities: probabilities!,
        ...(classes.length === 2 ? { positive: classes[positive]! } : {}),
      }),
    );
  };
}

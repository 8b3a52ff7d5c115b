import { affordableResamples, type BootstrapSettings, bootstrap, percentileInterval } from './bootstrap';
import { delongInterval } from './delong';
import { type Interval, wilsonInterval } from './interval';
import type { Metric } from './metric';
import { classificationMetricNames } from './metric-names';
import type { PreparedClassification } from './prepare-classification';
import type { ClassScore } from './report';
import { type ClassificationScores, scoreClassification } from './score-classification';

/**
 * The scores with an interval on every metric that has a value. Shares of rows have Wilson's, AUCs DeLong's (with several
 * classes: each class's); both need every row to count the same, so with weights, and for all other metrics, it is the
 * percentile bootstrap over rows. Returns how many resamples were drawn.
 */
export function withIntervals(
  prepared: PreparedClassification,
  scores: ClassificationScores,
  settings: BootstrapSettings,
  isWeighted: boolean,
): { scores: ClassificationScores; resamples: number } {
  const resamples = affordableResamples(settings.resamples, prepared.rows * (1 + prepared.ranked.length));
  const drawn =
    resamples === 0
      ? []
      : bootstrap(
          prepared.rows,
          isWeighted ? prepared.weights : undefined,
          (each) => valuesOf(scoreClassification(prepared, each)),
          {
            ...settings,
            resamples,
          },
        );
  const { level } = settings;
  const sought = prepared.positive === null ? undefined : prepared.classes[prepared.positive];
  const give = (metric: Metric, at: number, better: Interval | undefined): Metric => {
    if (metric.value === null) return metric;
    const interval = better ?? (drawn[at] && percentileInterval(drawn[at], metric.value, level));
    return interval ? { ...metric, interval } : metric;
  };
  const ofClass = (score: ClassScore, c: number): ClassScore => {
    const at = classificationMetricNames.length + 4 * c;
    const hits = scores.confusion.cells[c]![c]!;
    return {
      ...score,
      precision: give(score.precision, at, !isWeighted ? wilsonInterval(hits, score.predicted, level) : undefined),
      recall: give(score.recall, at + 1, !isWeighted ? wilsonInterval(hits, score.actual, level) : undefined),
      f1: give(score.f1, at + 2, undefined),
      auc: give(
        score.auc,
        at + 3,
        !isWeighted && score.auc.value !== null
          ? delongInterval(prepared.ranked[prepared.positive === null ? c : 0]!, score.auc.value, level)
          : undefined,
      ),
    };
  };
  const perClass = scores.perClass.map(ofClass);
  const found = perClass.find((score) => score.class === sought);
  const pooled = !isWeighted ? wilsonInterval(scores.confusion.correct, prepared.rows, level) : undefined;
  const metrics = { ...scores.metrics };
  for (const [at, { name }] of classificationMetricNames.entries()) {
    const isPooled = name === 'accuracy' || name.startsWith('micro_');
    metrics[name] = give(metrics[name], at, isPooled ? pooled : undefined);
  }
  if (found) {
    const { precision, recall, auc } = found;
    Object.assign(metrics, { precision, recall, auc });
  }
  return { scores: { ...scores, metrics, perClass }, resamples };
}

/** In the order of the names; then precision, recall, F1 and AUC of each class. */
function valuesOf({ metrics, perClass }: ClassificationScores): (number | null)[] {
  return [
    ...classificationMetricNames.map(({ name }) => metrics[name].value),
    ...perClass.flatMap(({ precision, recall, f1, auc }) => [precision.value, recall.value, f1.value, auc.value]),
  ];
}

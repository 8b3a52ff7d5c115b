import { type Metric, unknown } from './metric';
import {
  classificationMetricNames,
  type MetricDescription,
  type MetricName,
  regressionMetricNames,
} from './metric-names';
import type { EvaluationReport } from './report';

/** A metric's description and how to read it from a report; undefined, with the reason, in reports of another task. */
export type MetricEntry = Readonly<MetricDescription> & { name: MetricName; get: (report: EvaluationReport) => Metric };

const classification = classificationMetricNames.map(
  (described): MetricEntry => ({
    ...described,
    get: (report) =>
      report.task === 'classification'
        ? report.metrics[described.name]
        : unknown('it is not measured for a regression'),
  }),
);

const regression = regressionMetricNames.map(
  (described): MetricEntry => ({
    ...described,
    get: (report) =>
      report.task === 'regression'
        ? report.metrics[described.name]
        : unknown('it is not measured for a classification'),
  }),
);

/** Every metric there is, in the order of `metricNames`. */
export const metricCatalogue: readonly MetricEntry[] = [...classification, ...regression];

/** The catalogue's entry of that name, if there is one. */
export function findMetric(name: string): MetricEntry | undefined {
  return metricCatalogue.find((entry) => entry.name === name);
}

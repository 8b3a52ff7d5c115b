import { histogram } from './histogram';
import { quantileOfSorted } from './quantile';
import type { Baseline, RegressionMetrics, RegressionReport } from './report';
import { meanOf, scoreRegression } from './score-regression';

/** What a regression said about rows whose value is known: one finite number per row each, in the target's unit. */
export type RegressionInput = { truth: Float64Array; predicted: Float64Array };

const residualQuantiles = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

/** Compares predictions with actual values. Plain JSON out; throws a RangeError for shapes that do not fit together. */
export function evaluateRegression({ truth, predicted }: RegressionInput): RegressionReport {
  if (truth.length !== predicted.length) {
    throw new RangeError(`${truth.length} actual values need as many predictions, not ${predicted.length}.`);
  }
  const row = truth.findIndex((actual, i) => !Number.isFinite(actual) || !Number.isFinite(predicted[i]));
  if (row >= 0) throw new RangeError(`Row ${row} has an actual or predicted value that is not a finite number.`);

  const residuals = truth.map((actual, i) => actual - predicted[i]!).sort();
  const [lowest, highest] = [residuals.at(0), residuals.at(-1)];
  return {
    task: 'regression',
    rows: truth.length,
    metrics: scoreRegression(truth, predicted),
    residuals: {
      histogram: lowest === undefined || highest === undefined ? null : histogram(residuals, lowest, highest, 30),
      quantiles:
        lowest === undefined ? [] : residualQuantiles.map((p) => ({ p, value: quantileOfSorted(residuals, p) })),
    },
    sample: evenlySpaced(truth.length, 500).map((i) => ({ row: i, predicted: predicted[i]!, actual: truth[i]! })),
    baseline: meanBaseline(truth),
  };
}

/** What the metrics would be for a model that always says the mean of the evaluated rows; its R² is 0. */
function meanBaseline(truth: Float64Array): Baseline<RegressionMetrics> {
  const mean = meanOf(truth);
  const title = truth.length === 0 ? 'Always the mean' : `Always ${Number(mean.toPrecision(6))}, the mean`;
  return { title, metrics: scoreRegression(truth, new Float64Array(truth.length).fill(mean)) };
}

/** At most `most` row numbers out of `rows`, evenly spaced from the first: the same for the same number of rows. */
export function evenlySpaced(rows: number, most: number): number[] {
  const taken = Math.min(rows, most);
  return Array.from({ length: taken }, (_, i) => Math.floor((i * rows) / taken));
}

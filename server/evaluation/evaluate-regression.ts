import { affordableResamples, type BootstrapSettings, bootstrap, percentileInterval } from './bootstrap';
import { histogram } from './histogram';
import { regressionMetricNames } from './metric-names';
import { quantileOfSorted } from './quantile';
import type { Baseline, ConstantAnswer, RegressionMetrics, RegressionReport } from './report';
import { meanOf, type PreparedRegression, prepareRegression, scoreRegression } from './score-regression';
import { checkWeights } from './weights';

/** What a regression said about rows whose value is known: one finite number per row each, in the target's unit. */
export type RegressionInput = {
  truth: Float64Array;
  predicted: Float64Array;
  /** One per row, not negative; 1 where absent. */
  weights?: Float64Array;
  /** Mean of the training rows: what the baseline says. Absent, it says that of the judged rows. */
  trainingMean?: number;
  /** More baselines, by the number they say of every row. */
  otherBaselines?: readonly ConstantAnswer[];
  /** Ask for confidence intervals of every metric. */
  intervals?: BootstrapSettings;
};

const residualQuantiles = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

/** Compares predictions with actual values. Plain JSON out; throws a RangeError for shapes that do not fit together. */
export function evaluateRegression(input: RegressionInput): RegressionReport {
  const { truth, predicted, intervals } = input;
  checkRegressionInput(input);
  const prepared = prepareRegression(truth, predicted, input.weights);
  const plain = scoreRegression(prepared);
  const found = intervals && withIntervals(prepared, plain, intervals, input.weights !== undefined);
  const residuals = truth.map((actual, i) => actual - predicted[i]!).sort();
  const [lowest, highest] = [residuals.at(0), residuals.at(-1)];
  return {
    task: 'regression',
    rows: truth.length,
    metrics: found?.metrics ?? plain,
    residuals: {
      histogram: lowest === undefined || highest === undefined ? null : histogram(residuals, lowest, highest, 30),
      quantiles:
        lowest === undefined ? [] : residualQuantiles.map((p) => ({ p, value: quantileOfSorted(residuals, p) })),
    },
    sample: evenlySpaced(truth.length, 500).map((i) => ({ row: i, predicted: predicted[i]!, actual: truth[i]! })),
    baseline: meanBaseline(input),
    ...(input.otherBaselines
      ? { otherBaselines: input.otherBaselines.map((said) => constantBaseline(input, said)) }
      : {}),
    ...(found ? { intervals: { ...intervals!, resamples: found.resamples } } : {}),
    ...(input.weights ? { isWeighted: true } : {}),
  };
}

export function checkRegressionInput({ truth, predicted, weights }: RegressionInput): void {
  if (truth.length !== predicted.length) {
    throw new RangeError(`${truth.length} actual values need as many predictions, not ${predicted.length}.`);
  }
  const row = truth.findIndex((actual, i) => !Number.isFinite(actual) || !Number.isFinite(predicted[i]));
  if (row >= 0) throw new RangeError(`Row ${row} has an actual or predicted value that is not a finite number.`);
  checkWeights(weights, truth.length);
}

/** The metrics with the percentile bootstrap over rows on each that has a value; says how many resamples were drawn. */
function withIntervals(
  prepared: PreparedRegression,
  metrics: RegressionMetrics,
  settings: BootstrapSettings,
  isWeighted: boolean,
): { metrics: RegressionMetrics; resamples: number } {
  const rows = prepared.rowAt.length;
  const resamples = affordableResamples(settings.resamples, rows * 2);
  if (resamples === 0) return { metrics, resamples };
  const names = regressionMetricNames.map(({ name }) => name);
  const drawn = bootstrap(
    rows,
    isWeighted ? prepared.weights : undefined,
    (each) => {
      const scores = scoreRegression(prepared, each);
      return names.map((name) => scores[name].value);
    },
    { ...settings, resamples },
  );
  const given = names.map((name, at) => {
    const metric = metrics[name];
    return [
      name,
      metric.value === null
        ? metric
        : { ...metric, interval: percentileInterval(drawn[at]!, metric.value, settings.level) },
    ] as const;
  });
  return { metrics: Object.fromEntries(given) as RegressionMetrics, resamples };
}

/** What the metrics would be for a model that always says the mean of the rows it has seen. */
function meanBaseline(input: RegressionInput): Baseline<RegressionMetrics> {
  const { truth, weights, trainingMean } = input;
  const mean = trainingMean ?? meanOf(truth, weights);
  const whose = trainingMean === undefined ? 'the mean' : 'the mean of the training rows';
  const title =
    truth.length === 0
      ? `Always ${whose}`
      : `Always ${Number(mean.toPrecision(6)).toLocaleString('en', { maximumFractionDigits: 12 })}, ${whose}`;
  return constantBaseline(input, { title, answer: [mean] });
}

/** The metrics of a model that says the same number of every row. */
function constantBaseline(
  { truth, weights }: RegressionInput,
  { title, answer }: ConstantAnswer,
): Baseline<RegressionMetrics> {
  const always = new Float64Array(truth.length).fill(answer[0]!);
  return { title, metrics: scoreRegression(prepareRegression(truth, always, weights)) };
}

/** At most `most` row numbers out of `rows`, evenly spaced from the first: the same for the same number of rows. */
export function evenlySpaced(rows: number, most: number): number[] {
  const taken = Math.min(rows, most);
  return Array.from({ length: taken }, (_, i) => Math.floor((i * rows) / taken));
}

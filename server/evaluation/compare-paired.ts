import { logGamma } from '../monitoring/drift/gamma';
import {
  affordableResamples,
  type BootstrapSettings,
  bootstrap,
  DEFAULT_BOOTSTRAP,
  percentileInterval,
} from './bootstrap';
import { type ClassificationInput, checkClassificationInput, positiveIndex } from './classification-input';
import { aucCovariance, placements } from './delong';
import { checkRegressionInput, type RegressionInput } from './evaluate-regression';
import { criticalValue, type Interval, twoSidedTail } from './interval';
import type { Metric } from './metric';
import { classificationMetricNames, type MetricName, regressionMetricNames } from './metric-names';
import { decideAndPrepare, type PreparedClassification } from './prepare-classification';
import { scoreClassification } from './score-classification';
import { prepareRegression, scoreRegression } from './score-regression';

/** One metric of two models on the same rows. */
export type PairedMetric = {
  name: MetricName;
  first: Metric;
  second: Metric;
  /** second − first; null where either is undefined. */
  difference: number | null;
  interval?: Interval;
  /** How likely a difference this large is when both models are equally good; null where it cannot be said. */
  pValue: number | null;
  test: 'delong' | 'mcnemar' | 'bootstrap';
};

/**
 * Compares two models on the same rows, metric by metric: AUCs of two classes by DeLong's test for correlated curves,
 * accuracies by McNemar's exact test, everything else by the paired bootstrap (both models are measured on the same
 * resamples). With weights the bootstrap does all. Throws a RangeError where the inputs are not about the same rows.
 */
export function comparePaired<Input extends ClassificationInput | RegressionInput>(
  first: Input,
  second: Input,
  settings: BootstrapSettings = DEFAULT_BOOTSTRAP,
): PairedMetric[] {
  checkSameRows(first, second);
  return 'classes' in first
    ? compareClassifications(first, second as ClassificationInput, settings)
    : compareRegressions(first, second as RegressionInput, settings);
}

type Pair<T> = readonly [T, T];
type Measured = Readonly<Record<string, Metric>>;

function compareClassifications(
  first: ClassificationInput,
  second: ClassificationInput,
  settings: BootstrapSettings,
): PairedMetric[] {
  const prepared: Pair<PreparedClassification> = [prepare(first), prepare(second)];
  const byPlace = [placer(prepared[0].rowAt), placer(prepared[1].rowAt)] as const;
  const compared = compareResampled(
    classificationMetricNames.map(({ name }) => name),
    (weights) => [
      scoreClassification(prepared[0], weights && byPlace[0](weights)).metrics,
      scoreClassification(prepared[1], weights && byPlace[1](weights)).metrics,
    ],
    { rows: first.truth.length, weights: first.weights, visits: 2 * (1 + prepared[0].ranked.length) },
    settings,
  );
  if (first.weights) return compared;
  const isBinary = prepared[0].positive !== null;
  return compared.map((metric) =>
    metric.difference === null
      ? metric
      : metric.name === 'auc' && isBinary
        ? { ...metric, ...delongTest(prepared, metric.difference, settings.level) }
        : metric.name === 'accuracy'
          ? { ...metric, test: 'mcnemar' as const, pValue: mcnemarOf(prepared) }
          : metric,
  );
}

function prepare(input: ClassificationInput): PreparedClassification {
  checkClassificationInput(input);
  return decideAndPrepare(input, input.probabilities, positiveIndex(input));
}

function compareRegressions(
  first: RegressionInput,
  second: RegressionInput,
  settings: BootstrapSettings,
): PairedMetric[] {
  checkRegressionInput(first);
  checkRegressionInput(second);
  const prepared = [
    prepareRegression(first.truth, first.predicted, first.weights),
    prepareRegression(second.truth, second.predicted, second.weights),
  ] as const;
  const byPlace = [placer(prepared[0].rowAt), placer(prepared[1].rowAt)] as const;
  return compareResampled(
    regressionMetricNames.map(({ name }) => name),
    (weights) => [
      scoreRegression(prepared[0], weights && byPlace[0](weights)),
      scoreRegression(prepared[1], weights && byPlace[1](weights)),
    ],
    { rows: first.truth.length, weights: first.weights, visits: 4 },
    settings,
  );
}

/** Weights by row number as weights by place; what it returns is reused. */
function placer(rowAt: Int32Array): (weights: Float64Array) => Float64Array {
  const placed = new Float64Array(rowAt.length);
  return (weights) => {
    for (let place = 0; place < rowAt.length; place++) placed[place] = weights[rowAt[place]!]!;
    return placed;
  };
}

function compareResampled(
  names: readonly MetricName[],
  measure: (weights?: Float64Array) => Pair<Measured>,
  { rows, weights, visits }: { rows: number; weights: Float64Array | undefined; visits: number },
  settings: BootstrapSettings,
): PairedMetric[] {
  const differenceOf = ([one, other]: Pair<Measured>, name: string): number | null => {
    const [a, b] = [one[name]!.value, other[name]!.value];
    return a === null || b === null ? null : b - a;
  };
  const found = measure();
  const resamples = affordableResamples(settings.resamples, rows * visits);
  const drawn = bootstrap(
    rows,
    weights,
    (each) => {
      const pair = measure(each);
      return names.map((name) => differenceOf(pair, name));
    },
    { ...settings, resamples },
  );
  return names.map((name, at): PairedMetric => {
    const difference = differenceOf(found, name);
    const base = { name, first: found[0][name]!, second: found[1][name]!, difference, test: 'bootstrap' as const };
    const values = drawn[at];
    if (difference === null || values === undefined) return { ...base, pValue: null };
    return {
      ...base,
      interval: percentileInterval(values, difference, settings.level),
      pValue: shareAcrossZero(values),
    };
  });
}

/** Two-sided: twice the share of resamples on the rarer side of 0, a resample of 0 on both; never 0 itself. */
function shareAcrossZero(values: Float64Array): number | null {
  let [below, above, known] = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    known++;
    if (value <= 0) below++;
    if (value >= 0) above++;
  }
  return known === 0 ? null : Math.min(1, (2 * (Math.min(below, above) + 1)) / (known + 1));
}

function delongTest(
  [first, second]: Pair<PreparedClassification>,
  difference: number,
  level: number,
): Pick<PairedMetric, 'test' | 'pValue' | 'interval'> {
  const [one, other] = [placementsByRow(first), placementsByRow(second)];
  const isPositive = new Uint8Array(first.rows);
  for (const [place, row] of first.rowAt.entries()) isPositive[row] = first.came[place]!;
  const covariance = (a: Float64Array, b: Float64Array) => aucCovariance(a, b, (row) => isPositive[row] === 1);
  const variance = covariance(one, one) + covariance(other, other) - 2 * covariance(one, other);
  // NaN with one row of a class; 0 where both models rank alike.
  if (!(variance > 1e-18)) return { test: 'delong', pValue: difference === 0 ? 1 : null };
  const error = Math.sqrt(variance);
  const reach = criticalValue(level) * error;
  return {
    test: 'delong',
    pValue: twoSidedTail(difference / error),
    interval: { lower: difference - reach, upper: difference + reach, method: 'delong' },
  };
}

function placementsByRow({ ranked, rowAt }: PreparedClassification): Float64Array {
  const byPlace = placements(ranked[0]!).ofRow;
  const byRow = new Float64Array(byPlace.length);
  for (const [place, row] of rowAt.entries()) byRow[row] = byPlace[place]!;
  return byRow;
}

function mcnemarOf([first, second]: Pair<PreparedClassification>): number {
  const [one, other] = [rightRows(first), rightRows(second)];
  let [onlyFirst, onlySecond] = [0, 0];
  for (let row = 0; row < first.rows; row++) {
    if (one[row]! > other[row]!) onlyFirst++;
    if (other[row]! > one[row]!) onlySecond++;
  }
  return mcnemarExact(onlyFirst, onlySecond);
}

/** By row number: 1 where the class decided for is the actual one. */
function rightRows({ segments, came, rowAt, classes }: PreparedClassification): Uint8Array {
  const right = new Uint8Array(rowAt.length);
  const isRight = (cell: number) => (Math.floor(cell / classes.length) === cell % classes.length ? 1 : 0);
  for (const { start, end, cameCell, otherCell } of segments) {
    for (let place = start; place < end; place++) {
      right[rowAt[place]!] = isRight(came[place] === 1 ? cameCell : otherCell);
    }
  }
  return right;
}

/**
 * McNemar's exact test: of the rows that just one model has right, each is a fair coin when both are equally good.
 * Two-sided binomial probability of a split at least as uneven.
 */
export function mcnemarExact(onlyFirst: number, onlySecond: number): number {
  const tosses = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let tail = 0;
  for (let k = 0; k <= fewer; k++) {
    tail += Math.exp(logGamma(tosses + 1) - logGamma(k + 1) - logGamma(tosses - k + 1) - tosses * Math.LN2);
  }
  return Math.min(1, 2 * tail);
}

function checkSameRows(
  first: ClassificationInput | RegressionInput,
  second: ClassificationInput | RegressionInput,
): void {
  if (first.truth.length !== second.truth.length) {
    throw new RangeError(
      `Two models are compared on the same rows, not on ${first.truth.length} and ${second.truth.length}.`,
    );
  }
  const row = first.truth.findIndex((actual, at) => actual !== second.truth[at]);
  if (row >= 0) throw new RangeError(`Two models are compared on the same rows, but the truth of row ${row} differs.`);
  if ('classes' in first !== 'classes' in second)
    throw new RangeError('A classification cannot be compared with a regression.');
}

import { describe, expect, test } from 'vitest';
import { judgeClasses } from './judged-rows';
import { type SliceMetricName, SUMS, sliceMetrics } from './slice-metrics';
import { metricOf } from './slice-sums';
import { RowSummer, sumsOf } from './sum-rows';
import { judge } from './testing/judged-example';

// Sections 4 and 5 of the reference statistics: scikit-learn 1.9.1, threshold s ≥ 0.5.
const truth = Int32Array.of(1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0);
const scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1];
const rows = judgeClasses({
  classes: ['no', 'yes'],
  truth,
  decided: Int32Array.from(scores, (score) => (score >= 0.5 ? 1 : 0)),
  probabilities: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
  favourable: 1,
});
const numbers = {
  task: 'regression' as const,
  actual: Float64Array.of(3, -0.5, 2, 7),
  predicted: Float64Array.of(2.5, 0, 2, 8),
};
const everySum = new Set(SUMS);

describe('the metrics of a group are those of the evaluation', () => {
  const all = sliceMetrics.map(({ name }) => name);
  test.each([
    ['accuracy', 0.583333333333],
    ['precision', 0.571428571429],
    ['recall', 0.666666666667],
    ['f1', 0.615384615385],
    ['balanced_accuracy', 0.583333333333],
    ['auc', 0.666666666667],
    ['average_precision', 0.697390572391],
    ['log_loss', 0.666706797017],
    ['brier', 0.237708333333],
    ['selection_rate', 7 / 12],
    ['base_rate', 0.5],
    ['false_positive_rate', 0.5],
  ] as const)('%s', (name, expected) => {
    // Beside a group with other scores, which must not matter.
    const both = judgeClasses({
      classes: ['no', 'yes'],
      truth: Int32Array.of(...truth, 1, 0, 0),
      decided: Int32Array.of(...scores.map((score) => (score >= 0.5 ? 1 : 0)), 0, 1, 0),
      probabilities: Float64Array.from([...scores, 0.4, 0.8, 0.05].flatMap((score) => [1 - score, score])),
      favourable: 1,
    });
    const report = judge(both, [...'aaaaaaaaaaaabbb'], { metrics: all });
    expect(report.slices[0]!.groups[0]!.metrics[name]!.value).toBeCloseTo(expected, 11);
  });

  test.each([
    ['mae', 0.5],
    ['rmse', 0.612372435696],
    ['r2', 0.948608137045],
    ['bias', 0.25],
  ] as const)('%s', (name, expected) => {
    const report = judge(numbers, [...'aaaa'], { metrics: all });
    expect(report.overall[name]!.value).toBeCloseTo(expected, 11);
  });
});

test('a row that is drawn twice counts as two rows, and one that is not drawn as none', () => {
  const ofRow = Int32Array.from(truth, (_, row) => row % 2);
  const summer = new RowSummer(rows, ofRow, 2, everySum);
  // Weights are in the order of falling score, in which these rows are already.
  const weights = Uint16Array.from([2, 0, 1, 3, 1, 0, 1, 2, 1, 1, 0, 2]);
  const kept = [...weights].flatMap((weight, row) => Array.from({ length: weight }, () => row));
  const repeated = judgeClasses({
    classes: ['no', 'yes'],
    truth: Int32Array.from(kept, (row) => truth[row]!),
    decided: Int32Array.from(kept, (row) => (scores[row]! >= 0.5 ? 1 : 0)),
    probabilities: Float64Array.from(kept.flatMap((row) => [1 - scores[row]!, scores[row]!])),
    favourable: 1,
  });
  const other = new RowSummer(
    repeated,
    Int32Array.from(kept, (row) => row % 2),
    2,
    everySum,
  );
  const [weighted, plain] = [summer.sum(weights), other.sum(new Uint16Array(kept.length).fill(1))];
  for (const group of [0, 1, 2]) {
    for (const { name } of sliceMetrics.filter(({ tasks }) => (tasks as readonly string[]).includes('two-classes'))) {
      const [a, b] = [weighted, plain].map((sums) => metricOf(name as SliceMetricName, sumsOf(sums, group)));
      expect(a, `${name} of group ${group}`).toBeCloseTo(b!, 12);
    }
  }
});

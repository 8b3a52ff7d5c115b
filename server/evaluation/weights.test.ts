import { describe, expect, it } from 'vitest';
import { evaluateClassification } from './evaluate-classification';
import { evaluateRegression } from './evaluate-regression';
import type { ClassificationMetricName, RegressionMetricName } from './metric-names';

const truth = [1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0];
const scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1];
const weights = [1, 2, 0.5, 1, 3, 1, 1, 0.25, 2, 1, 1, 4];

function binary(rows: readonly number[], weigh?: readonly number[]) {
  return evaluateClassification({
    classes: ['no', 'yes'],
    truth: Int32Array.from(rows, (row) => truth[row]!),
    probabilities: Float64Array.from(rows.flatMap((row) => [1 - scores[row]!, scores[row]!])),
    ...(weigh ? { weights: Float64Array.from(weigh) } : {}),
  });
}
const everyRow = truth.map((_, row) => row);

describe('rows that weigh', () => {
  // scikit-learn 1.9.1, each metric with sample_weight
  it.each<[ClassificationMetricName, number]>([
    ['accuracy', 0.492957746479],
    ['precision', 0.368421052632],
    ['recall', 0.538461538462],
    ['f1', 0.4375],
    ['balanced_accuracy', 0.502564102564],
    ['mcc', 0.00495347016163],
    ['kappa', 0.00467289719626],
    ['auc', 0.630769230769],
    ['average_precision', 0.55238514788],
    ['log_loss', 0.686207449338],
    ['brier', 0.251408450704],
  ])('give the weighted reference value of %s', (name, value) => {
    expect(binary(everyRow, weights).metrics[name].value).toBeCloseTo(value, 10);
  });

  it.each<[RegressionMetricName, number]>([
    ['mae', 1.53333333333],
    ['mse', 3.83333333333],
    ['r2', 0.346095526914],
    ['mape', 0.607936507937],
    ['medae', 1],
  ])('give the weighted reference value of %s', (name, value) => {
    const report = evaluateRegression({
      truth: Float64Array.of(3, -0.5, 2, 7, 4),
      predicted: Float64Array.of(2.5, 0, 2, 8, 1),
      weights: Float64Array.of(1, 2, 0.5, 1, 3),
    });
    expect(report.metrics[name].value).toBeCloseTo(value, 10);
  });

  it('count as often as a whole weight says, and not at all with a weight of 0', () => {
    const repeated = everyRow.flatMap((row) => Array.from({ length: row % 3 }, () => row));
    const weighted = binary(
      everyRow,
      everyRow.map((row) => row % 3),
    );
    const counted = binary(repeated);
    for (const [name, { value }] of Object.entries(counted.metrics)) {
      expect(weighted.metrics[name as ClassificationMetricName].value, name).toBeCloseTo(value!, 12);
    }
    expect(weighted.binary!.roc).toEqual(counted.binary!.roc);
    expect(weighted.confusion).toEqual(counted.confusion);
    expect(weighted.rows).toBe(12);
  });

  it('may not be negative, missing or too few', () => {
    expect(() => binary([0, 1], [1, -1])).toThrow('Row 1 has the weight -1');
    expect(() => binary([0, 1], [1, Number.NaN])).toThrow('Row 1 has the weight NaN');
    expect(() => binary([0, 1], [1])).toThrow('2 rows need as many weights, not 1');
  });
});

import { describe, expect, it } from 'vitest';
import { checkGates } from './check-gates';
import { evaluateClassification } from './evaluate-classification';
import { evaluateRegression } from './evaluate-regression';
import { metricCatalogue } from './metric-catalogue';
import { metricNames } from './metric-names';

const classification = evaluateClassification({
  classes: ['no', 'yes'],
  truth: Int32Array.of(0, 1, 0, 1),
  probabilities: Float64Array.of(0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4),
});
const regression = evaluateRegression({ truth: Float64Array.of(1, 2), predicted: Float64Array.of(1, 3) });

describe('gates', () => {
  it('pass where the measured value meets them and say so in a sentence', () => {
    expect(checkGates(classification, [{ metric: 'auc', op: '>=', value: 0.75 }])).toEqual([
      {
        metric: 'auc',
        op: '>=',
        threshold: 0.75,
        bound: 'point',
        measured: 0.75,
        value: 0.75,
        passed: true,
        reason: 'ROC AUC is 0.75; it is at least 0.75.',
      },
    ]);
  });

  it('fail at equality where the operator is strict', () => {
    const [gate] = checkGates(classification, [{ metric: 'auc', op: '>', value: 0.75 }]);
    expect(gate).toMatchObject({ passed: false, reason: 'ROC AUC is 0.75; it is not more than 0.75.' });
  });

  it('read lower-is-better metrics with at-most operators', () => {
    const gates = checkGates(regression, [
      { metric: 'rmse', op: '<=', value: 1 },
      { metric: 'mae', op: '<', value: 0.5 },
    ]);
    expect(gates.map(({ passed }) => passed)).toEqual([true, false]);
  });

  it('fail on an undefined metric with its reason', () => {
    const [gate] = checkGates(classification, [{ metric: 'precision', op: '>=', value: 0 }]);
    expect(gate).toMatchObject({
      measured: null,
      passed: false,
      reason: 'Precision is undefined: no row is predicted as “yes”.',
    });
  });

  it('fail on a metric of another task and on a name that is no metric', () => {
    const gates = checkGates(classification, [
      { metric: 'rmse', op: '<=', value: 1 },
      { metric: 'charm', op: '>=', value: 1 },
    ]);
    expect(gates.map(({ passed, reason }) => [passed, reason])).toEqual([
      [false, 'RMSE is undefined: it is not measured for a classification.'],
      [false, 'There is no metric named “charm”.'],
    ]);
  });

  it('show all digits where rounding would hide why they failed', () => {
    const close = evaluateRegression({ truth: Float64Array.of(0, 0), predicted: Float64Array.of(1.00001, 1.00001) });
    expect(checkGates(close, [{ metric: 'mae', op: '<=', value: 1 }])[0]!.reason).toBe(
      'MAE is 1.00001; it is not at most 1.',
    );
  });
});

describe('gates on a bound of the interval', () => {
  const measured = evaluateClassification({
    classes: ['no', 'yes'],
    truth: Int32Array.from({ length: 100 }, (_, row) => row % 2),
    probabilities: Float64Array.from(
      Array.from({ length: 100 }, (_, row) => (row % 2 === (row % 10 === 0 ? 1 : 0) ? [0.8, 0.2] : [0.2, 0.8])).flat(),
    ),
    intervals: { resamples: 50, level: 0.95, seed: 1 },
  });

  it('hold the bound and not the value', () => {
    const gates = checkGates(measured, [
      { metric: 'accuracy', op: '>=', value: 0.85 },
      { metric: 'accuracy', op: '>=', value: 0.85, bound: 'lower' },
      { metric: 'accuracy', op: '<=', value: 0.97, bound: 'upper' },
    ]);
    expect(gates.map(({ passed }) => passed)).toEqual([true, false, true]);
    // 90 of 100 rows; Wilson's interval is 0.8256 to 0.9448.
    expect(gates[1]!.reason).toBe(
      'Accuracy is 0.9, and the lower bound of its 95 % interval 0.8256; it is not at least 0.85.',
    );
  });

  it('do not pass where there is no interval', () => {
    const [gate] = checkGates(classification, [{ metric: 'log_loss', op: '<=', value: 9, bound: 'upper' }]);
    expect(gate).toMatchObject({
      passed: false,
      measured: null,
      reason: 'Log loss has no interval: intervals are switched off.',
    });
  });
});

describe('the metric catalogue', () => {
  it('lists every name once, in the order of the names', () => {
    const names = metricCatalogue.map(({ name }) => name);
    expect(names).toEqual(metricNames.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });

  it('reads every metric of a task from a report of that task', () => {
    for (const { name, tasks, get } of metricCatalogue) {
      const report = tasks.includes('regression') ? regression : classification;
      expect(get(report), name).toBe((report.metrics as Record<string, unknown>)[name]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { fitCalibration, predict, trainLinear } from '../index';
import { generatedData, quietContext } from '../testing/generated-data';
import { fitIsotonic } from './isotonic';
import { fitPlatt } from './platt';
import reference from './reference.json';

/** The data of reference.py. */
const rows = Float64Array.from({ length: 300 }, (_, i) => i);
const scores = rows.map((i) => (((i * 17) % 53) + 0.5) / 53);
const logits = scores.map((score) => Math.log(score / (1 - score)));
const positive = rows.map((i) => (((i * 37) % 101) / 101 < 0.15 + 0.6 * scores[i]! ** 2 ? 1 : 0));
const weights = rows.map((i) => 1 + (i % 3));
const ones = rows.map(() => 1);

describe('Platt scaling is scikit-learn’s (reference.py)', () => {
  // Its L-BFGS stops at a gradient of 1e-6 or so; Newton goes to the optimum.
  it.each([
    ['as it is', ones, reference.platt],
    ['with weights', weights, reference.plattWeighted],
  ])('%s', (_, weight, expected) => {
    const { slope, intercept } = fitPlatt(logits, positive, weight);
    expect(slope).toBeCloseTo(expected.slope, 4);
    expect(intercept).toBeCloseTo(expected.intercept, 4);
  });

  it('stays finite where a score separates the classes, and level where all scores are alike', () => {
    const separated = fitPlatt(
      logits,
      logits.map((x) => (x > 0 ? 1 : 0)),
      ones,
    );
    expect(Number.isFinite(separated.slope)).toBe(true);
    expect(
      fitPlatt(
        rows.map(() => 2),
        positive,
        ones,
      ).slope,
    ).toBe(0);
  });
});

describe('isotonic regression is scikit-learn’s (reference.py), ties and all', () => {
  it.each([
    ['as it is', ones, reference.isotonic],
    ['with weights', weights, reference.isotonicWeighted],
  ])('%s', (_, weight, expected) => {
    const { x, y } = fitIsotonic(scores, positive, weight);
    expect(x).toHaveLength(expected.x.length);
    x.forEach((at, point) => {
      expect(at).toBeCloseTo(expected.x[point]!, 12);
      expect(y[point]).toBeCloseTo(expected.y[point]!, 12);
    });
  });

  it('leaves out rows of weight 0', () => {
    const some = rows.map((i) => (i % 2 === 0 ? 1 : 0));
    const half = (values: Float64Array) => values.filter((_, i) => i % 2 === 0);
    expect(fitIsotonic(scores, positive, some)).toEqual(fitIsotonic(half(scores), half(positive), half(ones)));
  });
});

describe.each(['binary', 'multiclass'] as const)('a %s model', (task) => {
  async function trained() {
    const data = generatedData(2000, task);
    const columns = data.columns.map((column) => column.map((x) => (Number.isNaN(x) ? 0 : x)));
    const model = await trainLinear({ ...data, columns }, { task, alpha: 3000, seed: 1 }, quietContext());
    return { model, columns, data };
  }

  it.each(['platt', 'isotonic'] as const)(
    'loses less when calibrated by %s, and still adds up to 1',
    async (method) => {
      const { model, columns, data } = await trained();
      const calibration = fitCalibration(model, columns, data.target, data.rowCount, { method });
      expect(calibration.curves).toHaveLength(task === 'binary' ? 1 : 3);
      const before = predict(model, columns, data.rowCount).probabilities!;
      const after = predict({ ...model, calibration }, columns, data.rowCount).probabilities!;
      const width = model.classes!.length;
      const loss = (probabilities: Float64Array) =>
        data.target.reduce((sum, actual, row) => sum - Math.log(probabilities[row * width + actual]! + 1e-9), 0);
      expect(loss(after)).toBeLessThan(loss(before));
      for (let row = 0; row < data.rowCount; row++) {
        const sum = after.subarray(row * width, (row + 1) * width).reduce((all, p) => all + p, 0);
        expect(sum).toBeCloseTo(1, 12);
      }
      // Calibrating anew takes the old calibration's place.
      const again = fitCalibration({ ...model, calibration }, columns, data.target, data.rowCount, { method });
      expect(again).toEqual(calibration);
    },
  );

  it('refuses rows of one class, and names it', async () => {
    const { model, columns, data } = await trained();
    const target = new Float64Array(data.rowCount);
    const fit = () => fitCalibration(model, columns, target, data.rowCount, { method: 'platt' });
    expect(fit).toThrow(`the same class, ${data.classes![0]}`);
  });
});

it('refuses a model of numbers', async () => {
  const data = generatedData(100, 'regression');
  const columns = data.columns.map((column) => column.map((x) => (Number.isNaN(x) ? 0 : x)));
  const model = await trainLinear({ ...data, columns }, { task: 'regression', seed: 1 }, quietContext());
  const fit = () => fitCalibration(model, columns, data.target, data.rowCount, { method: 'platt' });
  expect(fit).toThrow('has no probabilities to calibrate');
});

it('refuses an isotonic curve for a class that no row has', async () => {
  const data = generatedData(2000, 'multiclass');
  const columns = data.columns.map((column) => column.map((x) => (Number.isNaN(x) ? 0 : x)));
  const model = await trainLinear({ ...data, columns }, { task: 'multiclass', seed: 1 }, quietContext());
  const target = data.target.map((actual) => Math.min(1, actual));
  const learn = (method: 'platt' | 'isotonic') => () => fitCalibration(model, columns, target, 2000, { method });
  expect(learn('isotonic')).toThrow('No row to calibrate on has the class high');
  expect(learn('platt')().curves).toHaveLength(3);
});

import { describe, expect, it } from 'vitest';
import { type LinearModel, type LinearSettings, regularisationPath, type TrainingData, trainLinear } from '../index';
import { quietContext } from '../testing/generated-data';
import { referenceData, table } from '../testing/reference-data';
import reference from './reference.json';

const data = referenceData();
const { columns, scaled, value, weights, classes2, classes3 } = data;
const two = { classes: ['0', '1'] };
const three = { classes: ['0', '1', '2'] };
const counts = value.map((_, i) => {
  const noise = ((i * 37) % 101) / 101 - 0.5;
  return Math.floor(Math.exp(0.3 * scaled[0]![i]! - 0.2 * scaled[2]![i]! + 4 * noise));
});
const [first, second, third] = columns as [Float64Array, Float64Array, Float64Array];
const repeated = [...columns, first, second.map((x, i) => x + third[i]!), value.map(() => 7)];
const firstRows = (rows: number) => columns.map((column) => column.slice(0, rows));

/** scikit-learn's coefficients (reference.py) to 1e-6 on standardised data: the product promises 1e-4. */
const cases: Array<[keyof typeof reference, TrainingData, Omit<LinearSettings, 'task' | 'seed'>]> = [
  ['linear', table(columns, value), { family: 'linear' }],
  ['linearWeighted', table(columns, value, { weights }), { family: 'linear' }],
  ['linearRepeated', table(repeated, value), { family: 'linear' }],
  ['linearWide', table(firstRows(3), value.slice(0, 3)), { family: 'linear' }],
  ['ridgeScaled', table(scaled, value), { family: 'ridge', alpha: 20 }],
  ['lasso', table(scaled, value), { family: 'lasso', alpha: 0.5 }],
  ['lassoWeighted', table(columns, value, { weights }), { family: 'lasso', alpha: 0.3 }],
  ['elasticNet', table(scaled, value), { family: 'elastic-net', alpha: 0.5, l1Ratio: 0.3 }],
  ['elasticNetWeighted', table(columns, value, { weights }), { family: 'elastic-net', alpha: 1, l1Ratio: 0.7 }],
  ['poisson', table(scaled, counts), { family: 'poisson', alpha: 1e-3 }],
  ['poissonWeighted', table(scaled, counts, { weights }), { family: 'poisson', alpha: 1 }],
  ['logisticFree', table(scaled, classes2, two), { alpha: 0 }],
  ['logisticL1', table(scaled, classes2, two), { alpha: 20, l1Ratio: 1 }],
  ['logisticElasticNet', table(scaled, classes2, { ...two, weights }), { alpha: 10, l1Ratio: 0.5 }],
  ['softmaxL1', table(scaled, classes3, three), { alpha: 20, l1Ratio: 1 }],
  ['softmaxWeighted', table(scaled, classes3, { ...three, weights }), { alpha: 2 }],
];

describe('coefficients are scikit-learn’s', () => {
  it.each(cases)('%s', async (name, input, settings) => {
    const task = input.classes ? (input.classes.length === 2 ? 'binary' : 'multiclass') : 'regression';
    const model = await trainLinear(input, { task, seed: 1, ...settings }, quietContext());
    expect(model.converged).toBe(true);
    expectEqual(model, reference[name] as Pick<LinearModel, 'coefficients' | 'intercepts'>);
  });

  it('at every penalty of a path', async () => {
    const { alphas, coefficients } = reference.lassoPath;
    for (const [step, alpha] of alphas.entries()) {
      const settings = { task: 'regression', family: 'lasso', alpha, seed: 1 } as const;
      const model = await trainLinear(table(scaled, value), settings, quietContext());
      coefficients[step]!.forEach((coefficient, i) => {
        expect(model.coefficients[0]![i]).toBeCloseTo(coefficient, 6);
      });
    }
    const path = await regularisationPath(
      table(scaled, value),
      { task: 'regression', family: 'lasso', seed: 1 },
      quietContext(),
    );
    expect(path.nonZero[0]).toBe(0);
    expect(path.nonZero.at(-1)).toBe(4);
  });
});

function expectEqual(model: LinearModel, expected: Pick<LinearModel, 'coefficients' | 'intercepts'>): void {
  // Intercepts of classes are determined up to their sum; saga leaves one that depends on its way.
  const centre = model.outputs > 1 ? expected.intercepts.reduce((sum, x) => sum + x) / model.outputs : 0;
  model.coefficients.forEach((row, output) => {
    row.forEach((coefficient, i) => {
      expect(coefficient, `coefficient ${i}`).toBeCloseTo(expected.coefficients[output]![i]!, 6);
    });
    expect(model.intercepts[output], 'intercept').toBeCloseTo(expected.intercepts[output]! - centre, 5);
  });
}

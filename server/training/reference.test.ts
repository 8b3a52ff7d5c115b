import { describe, expect, it } from 'vitest';
import {
  type LinearModel,
  predictRaw,
  type TrainContext,
  type TreesModel,
  trainBoostedTrees,
  trainLinear,
} from './index';
import reference from './testing/reference.json';
import { referenceData, table } from './testing/reference-data';

const context: TrainContext = { onProgress() {}, signal: new AbortController().signal, threads: 1 };
const data = referenceData();
const two = { classes: ['0', '1'] };
const three = { classes: ['0', '1', '2'] };

describe('coefficients are scikit-learn’s (testing/reference.py)', () => {
  function expectCoefficients(model: LinearModel, expected: { coefficients: number[][]; intercepts: number[] }) {
    expect(model.converged).toBe(true);
    expected.coefficients.flat().forEach((coefficient, at) => {
      expect(model.coefficients.flat()[at]).toBeCloseTo(coefficient, 5);
    });
    expected.intercepts.forEach((intercept, output) => {
      expect(model.intercepts[output]).toBeCloseTo(intercept, 5);
    });
  }

  it('logistic regression', async () => {
    const model = await trainLinear(table(data.scaled, data.classes2, two), { task: 'binary', seed: 1 }, context);
    expectCoefficients(model, reference.logistic);
  });

  it('logistic regression with row weights and a stronger penalty', async () => {
    const weighted = table(data.scaled, data.classes2, { ...two, weights: data.weights });
    const model = await trainLinear(weighted, { task: 'binary', alpha: 10, seed: 1 }, context);
    expectCoefficients(model, reference.logisticWeighted);
  });

  it('logistic regression with balanced classes', async () => {
    const settings = { task: 'binary', classWeights: 'balanced', seed: 1 } as const;
    const model = await trainLinear(table(data.scaled, data.rareClass, two), settings, context);
    expectCoefficients(model, reference.logisticBalanced);
  });

  it('softmax regression', async () => {
    const model = await trainLinear(table(data.scaled, data.classes3, three), { task: 'multiclass', seed: 1 }, context);
    expectCoefficients(model, reference.softmax);
  });

  it('ridge regression', async () => {
    const model = await trainLinear(table(data.columns, data.value), { task: 'regression', seed: 1 }, context);
    expectCoefficients(model, reference.ridge);
  });

  it('ridge regression with row weights', async () => {
    const weighted = table(data.columns, data.value, { weights: data.weights });
    const model = await trainLinear(weighted, { task: 'regression', alpha: 50, seed: 1 }, context);
    expectCoefficients(model, reference.ridgeWeighted);
  });
});

describe('margins after five rounds are LightGBM’s, missing values included (testing/reference.py)', () => {
  const settings = { rounds: 5, leaves: 4, learningRate: 0.3, minDataInLeaf: 1, seed: 1 };

  function expectMargins(model: TreesModel, expected: number[]) {
    const margins = predictRaw(model, data.withMissing, data.value.length);
    expected.forEach((margin, at) => {
      expect(margins[at]).toBeCloseTo(margin, 4);
    });
  }

  it('squared loss', async () => {
    const input = table(data.withMissing, data.value);
    expectMargins(
      await trainBoostedTrees(input, { ...settings, minDataInLeaf: 20, task: 'regression' }, context),
      reference.treesSquared,
    );
  });

  it('squared loss with row weights and a penalty', async () => {
    const input = table(data.withMissing, data.value, { weights: data.weights });
    const penalised = { ...settings, task: 'regression', lambdaL2: 5 } as const;
    expectMargins(await trainBoostedTrees(input, penalised, context), reference.treesSquaredWeightedPenalised);
  });

  it('logistic loss', async () => {
    const input = table(data.withMissing, data.classes2, two);
    expectMargins(await trainBoostedTrees(input, { ...settings, task: 'binary' }, context), reference.treesLogistic);
  });

  it('softmax loss', async () => {
    const input = table(data.withMissing, data.classes3, three);
    const model = await trainBoostedTrees(input, { ...settings, lambdaL2: 5, task: 'multiclass' }, context);
    expectMargins(model, reference.treesSoftmax.flat());
  });
});

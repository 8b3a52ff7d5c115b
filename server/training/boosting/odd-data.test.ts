import { expect, it } from 'vitest';
import {
  type BoostedTreesSettings,
  estimateTrainingBytes,
  predict,
  type TrainingData,
  trainBoostedTrees,
} from '../index';
import { generatedData, quietContext } from '../testing/generated-data';

const regression = { task: 'regression', rounds: 5, seed: 1 } as const;
const numbers = generatedData(300, 'regression');
const onlyFeature = (feature: number): TrainingData => ({
  ...numbers,
  columns: [numbers.columns[feature]!],
  featureNames: [numbers.featureNames[feature]!],
});
const refusal = (data: TrainingData, settings: BoostedTreesSettings) =>
  trainBoostedTrees(data, settings, quietContext()).catch((reason: Error) => reason.message);

it('refuses one row in words', async () => {
  const one = { ...numbers, columns: numbers.columns.map((column) => column.slice(0, 1)), rowCount: 1 };
  const message = await refusal({ ...one, target: Float64Array.of(1) }, regression);
  expect(message).toBe('1 row is too few for two leaves of at least 20; 40 are needed.');
});

it('learns from one feature', async () => {
  const model = await trainBoostedTrees(onlyFeature(0), regression, quietContext());
  expect(model.trees).toHaveLength(5);
  expect(model.importances).toEqual([1]);
});

it('answers with the constant when every value is missing', async () => {
  const data = { ...onlyFeature(0), columns: [new Float64Array(300).fill(Number.NaN)] };
  const model = await trainBoostedTrees(data, regression, quietContext());
  expect(model.trees).toEqual([]);
  expect(predict(model, data.columns, 1).values![0]).toBe(model.init[0]);
});

it.each([
  ['squared', 0.1],
  ['absolute', -3],
  ['quantile', 1e300],
  ['huber', 0.1],
  ['poisson', 7],
] as const)('%s: answers a target that is %d everywhere with that', async (objective, value) => {
  const data = { ...numbers, target: new Float64Array(300).fill(value) };
  const model = await trainBoostedTrees(data, { ...regression, objective }, quietContext());
  expect(model.trees).toEqual([]);
  const [answer] = predict(model, data.columns, 1).values!;
  if (objective === 'poisson') expect(answer).toBeCloseTo(value, 12);
  else expect(answer).toBe(value);
});

it('poisson refuses a negative count, and counts that are all 0', async () => {
  const settings = { ...regression, objective: 'poisson' } as const;
  const negative = { ...numbers, target: numbers.target.map((y, row) => (row === 5 ? -2 : y)) };
  expect(await refusal(negative, settings)).toMatch(/training target has -2;.*not negative/);
  expect(await refusal({ ...numbers, target: new Float64Array(300) }, settings)).toMatch(/Every training target is 0/);
});

it('poisson says that its margins are logs', async () => {
  const target = numbers.columns[2]!.map((x) => x + 1);
  const model = await trainBoostedTrees(
    { ...numbers, target },
    { ...regression, objective: 'poisson' },
    quietContext(),
  );
  expect(model.link).toBe('log');
  expect(predict(model, numbers.columns, 300).values!.every((rate) => rate > 0)).toBe(true);
});

it('takes duplicate columns: the first is used, the second changes nothing', async () => {
  const twice = {
    ...numbers,
    columns: [...numbers.columns, numbers.columns[0]!],
    featureNames: [...numbers.featureNames, 'again'],
  };
  const once = await trainBoostedTrees(numbers, regression, quietContext());
  const model = await trainBoostedTrees(twice, regression, quietContext());
  expect(predict(model, twice.columns, 300)).toEqual(predict(once, numbers.columns, 300));
});

it('learns nothing from rows of weight zero', async () => {
  const weights = Float64Array.from({ length: 300 }, (_, row) => (row % 3 === 0 ? 0 : 1));
  // Bins are placed by all rows, so the features must stay as they are.
  const nonsense = { ...numbers, weights, target: numbers.target.map((y, row) => (weights[row] ? y : -1e9)) };
  const model = await trainBoostedTrees(nonsense, regression, quietContext());
  const values = predict(model, numbers.columns, 300).values!;
  expect(Math.min(...values)).toBeGreaterThan(0);
  const absolute = await trainBoostedTrees(nonsense, { ...regression, objective: 'absolute' }, quietContext());
  expect(Math.min(...predict(absolute, numbers.columns, 300).values!)).toBeGreaterThan(0);
});

it('weighs classes by a number each, and refuses other numbers', async () => {
  const data = generatedData(1000, 'binary');
  const settings = { task: 'binary', rounds: 1, seed: 1 } as const;
  const plain = await trainBoostedTrees(data, settings, quietContext());
  const weighted = await trainBoostedTrees(data, { ...settings, classWeights: [1, 3] }, quietContext());
  expect(weighted.init[0]! - plain.init[0]!).toBeCloseTo(Math.log(3), 12);
  expect(await refusal(data, { ...settings, classWeights: [1] })).toMatch(/1 class weights for 2 classes/);
  expect(await refusal(data, { ...settings, classWeights: [1, -1] })).toMatch(/class yes is -1/);
  expect(await refusal(data, { ...settings, classWeights: [0, 0] })).toMatch(/weight of zero/);
});

it.each([
  ['objective', { objective: 'logistic' }, /a regression task has squared, absolute/],
  ['alpha', { alpha: 1 }, /alpha must be/],
  ['delta', { delta: 0 }, /delta must be/],
  ['baggingFraction', { baggingFraction: 1.5 }, /baggingFraction must be/],
  ['featureFraction', { featureFraction: 0 }, /featureFraction must be/],
  ['maxDepth', { maxDepth: 0 }, /maxDepth must be/],
] as const)('refuses %s outside its range', async (_, settings, message) => {
  expect(await refusal(numbers, { ...regression, ...settings })).toMatch(message);
});

it('estimates memory by rows, features, leaves and classes', () => {
  const plain = { task: 'binary' } as const;
  const base = estimateTrainingBytes(1e6, 30, plain);
  // Two copies of the codes and some 50 bytes of sums and scores a row.
  expect(base).toBeGreaterThan(1e6 * (2 * 30 + 40));
  expect(base).toBeLessThan(1e6 * (2 * 30 + 40) * 1.6);
  expect(estimateTrainingBytes(2e6, 30, plain)).toBeGreaterThan(1.7 * base);
  expect(estimateTrainingBytes(1e6, 30, { ...plain, leaves: 255 }) - base).toBeCloseTo(224 * 30 * 2048, -6);
  const many = estimateTrainingBytes(1e6, 30, { task: 'multiclass' }, { classes: 10 });
  expect(many - base).toBeGreaterThan(9 * 8e6);
});

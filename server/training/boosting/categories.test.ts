import { expect, it } from 'vitest';
import { predict, predictRaw, type TrainingData, trainBoostedTrees } from '../index';
import { meanLoss } from '../loss';
import { quietContext, randomNumbers } from '../testing/generated-data';
import { findCategoryBins } from './category-bins';

/** One column of codes, whose effect is a shuffle of the codes, and noise. Every tenth code is missing when asked. */
function codesTable(rowCount: number, codes: number, seed: number, withMissing = false): TrainingData {
  const random = randomNumbers(seed);
  const column = new Float64Array(rowCount);
  const target = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const code = Math.floor(random() * codes);
    column[row] = withMissing && row % 10 === 0 ? Number.NaN : code;
    target[row] = (withMissing && row % 10 === 0 ? 0.7 : ((code * 7919) % codes) / codes) + 0.1 * random();
  }
  return { columns: [column], featureNames: ['code'], rowCount, target, categories: new Map([[0, codes]]) };
}

const settings = { task: 'regression', rounds: 20, leaves: 8, learningRate: 0.3, seed: 1 } as const;

it('does better by sets of categories than one-hot columns in as many splits', async () => {
  const data = codesTable(20_000, 100, 1);
  const oneHot = {
    ...data,
    columns: Array.from({ length: 100 }, (_, code) => data.columns[0]!.map((x) => (x === code ? 1 : 0))),
    featureNames: Array.from({ length: 100 }, (_, code) => `code ${code}`),
    categories: undefined,
  };
  const native = await trainBoostedTrees(data, settings, quietContext());
  const encoded = await trainBoostedTrees(oneHot, settings, quietContext());
  expect(native.losses.train.at(-1)!).toBeLessThan(encoded.losses.train.at(-1)! / 5);
  expect(Object.keys(native.trees[0]!.nodes.members!).length).toBe(7);
});

it.each([
  [3, false],
  [3, true],
  [60, true],
  [600, true],
])('predicts for training rows what it saw in training, with %d codes (some missing: %s)', async (codes, missing) => {
  const data = codesTable(8000, codes, 2, missing);
  const model = await trainBoostedTrees(data, settings, quietContext());
  const loss = meanLoss('regression', 1, predictRaw(model, data.columns, data.rowCount), data.target);
  expect(Math.abs(loss / model.losses.train.at(-1)! - 1)).toBeLessThan(3e-6);
  expect(loss).toBeLessThan(codes > 255 ? 0.05 : 0.02);
});

it('tries a few categories one against the rest', async () => {
  const data = codesTable(1000, 3, 3);
  const model = await trainBoostedTrees(data, { ...settings, leaves: 2, rounds: 1 }, quietContext());
  const [members] = Object.values(model.trees[0]!.nodes.members!);
  expect(members!.length === 1 || members!.length === 2).toBe(true);
});

it('gives 10,000 categories the bins there are, the rare ones one together, and keeps the model small', async () => {
  const random = randomNumbers(4);
  const rowCount = 30_000;
  const column = Float64Array.from({ length: rowCount }, () => Math.floor(random() ** 3 * 10_000));
  const target = column.map((code) => code % 2);
  const data = { columns: [column], featureNames: ['code'], rowCount, target, categories: new Map([[0, 10_000]]) };
  const model = await trainBoostedTrees(data, settings, quietContext());
  for (const { nodes } of model.trees) {
    for (const codes of Object.values(nodes.members ?? {})) {
      expect(codes.length).toBeLessThan(255);
      expect(codes).toEqual([...codes].sort((a, b) => a - b));
    }
  }
  expect(model.losses.train.at(-1)!).toBeLessThan(0.23);
  // A code that training never saw goes with the rare ones.
  const unseen = predict(model, [Float64Array.of(123_456)], 1).values![0]!;
  expect(unseen).toBeGreaterThan(0.3);
  expect(unseen).toBeLessThan(0.7);
});

it('keeps the most frequent categories, and none when only one occurs', () => {
  const column = Float64Array.of(5, 5, 5, 2, 2, 9, 9, 0, Number.NaN);
  expect(findCategoryBins(column, 10, 4)!.codes).toEqual([2, 5, 9]);
  expect(Array.from(findCategoryBins(column, 10, 4)!.binOf)).toEqual([3, 3, 0, 3, 3, 1, 3, 3, 3, 2]);
  expect(findCategoryBins(Float64Array.of(3, 3, Number.NaN), 10, 255)).toBeUndefined();
});

it('sets missing values apart from all categories by the test every feature has', async () => {
  const rowCount = 400;
  const column = Float64Array.from({ length: rowCount }, (_, row) => (row % 4 ? row % 3 : Number.NaN));
  const target = column.map((x) => (Number.isNaN(x) ? 1 : 0));
  const data = { columns: [column], featureNames: ['x'], rowCount, target, categories: new Map([[0, 3]]) };
  const model = await trainBoostedTrees(data, { ...settings, leaves: 2, rounds: 1 }, quietContext());
  expect(model.trees[0]!.nodes.members).toBeUndefined();
  expect(model.trees[0]!.nodes.threshold[0]).toBe(Number.MAX_VALUE);
});

it.each([3, 1.5, -1])('refuses the code %d of three categories, and says where', async (code) => {
  const data = codesTable(100, 3, 1);
  data.columns[0]![41] = code;
  await expect(trainBoostedTrees(data, settings, quietContext())).rejects.toThrow(/^code has .* in row 42.* 0 to 2/);
});

it('is the same on one thread as on two', async () => {
  const data = codesTable(25_000, 300, 5, true);
  const one = await trainBoostedTrees(data, settings, quietContext(1));
  expect(await trainBoostedTrees(data, settings, quietContext(2))).toEqual(one);
});

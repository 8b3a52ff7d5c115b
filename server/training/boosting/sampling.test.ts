import { expect, it } from 'vitest';
import { predictRaw, type TreesModel, trainBoostedTrees } from '../index';
import { meanLoss } from '../loss';
import { generatedData, quietContext } from '../testing/generated-data';
import { drawItems, hash } from './sampling';

const sampled = { baggingFraction: 0.6, featureFraction: 0.7, featureFractionByNode: 0.7 };

it('draws rows and features alike on one, two and three threads', async () => {
  const data = generatedData(25_000, 'multiclass');
  const settings = { task: 'multiclass', rounds: 4, seed: 3, ...sampled } as const;
  const models: TreesModel[] = [];
  for (const threads of [1, 2, 3]) models.push(await trainBoostedTrees(data, settings, quietContext(threads)));
  expect(models[0]!.trees.length).toBe(12);
  expect(models[1]).toEqual(models[0]);
  expect(models[2]).toEqual(models[0]);
});

it('gives another model for another seed', async () => {
  const data = generatedData(1000, 'binary');
  const settings = { task: 'binary', rounds: 3, ...sampled } as const;
  const one = await trainBoostedTrees(data, { ...settings, seed: 1 }, quietContext());
  expect(await trainBoostedTrees(data, { ...settings, seed: 1 }, quietContext())).toEqual(one);
  expect((await trainBoostedTrees(data, { ...settings, seed: 2 }, quietContext())).trees).not.toEqual(one.trees);
});

it('follows the rows that a tree was not grown on, categories and missing values among them', async () => {
  const data = { ...generatedData(5000, 'regression'), categories: new Map([[2, 3]]) };
  const settings = { task: 'regression', rounds: 30, seed: 1, ...sampled } as const;
  const model = await trainBoostedTrees(data, settings, quietContext());
  const loss = meanLoss('regression', 1, predictRaw(model, data.columns, data.rowCount), data.target);
  // Losses in training are in float; a single row on a wrong side would show far above that.
  expect(Math.abs(loss / model.losses.train.at(-1)! - 1)).toBeLessThan(3e-6);
});

it('draws the wanted share of items, in their order, evenly', () => {
  const items = Array.from({ length: 20 }, (_, i) => i * 3);
  const counts = new Map(items.map((item) => [item, 0]));
  for (let seed = 0; seed < 2000; seed++) {
    const drawn = drawItems(items, 0.25, hash(7, seed));
    expect(drawn).toHaveLength(5);
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    for (const item of drawn) counts.set(item, counts.get(item)! + 1);
  }
  // 500 expected; the standard deviation is about 19.
  for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  expect(drawItems([4], 0.01, 1)).toEqual([4]);
});

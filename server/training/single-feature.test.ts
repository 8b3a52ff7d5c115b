import { expect, it } from 'vitest';
import { Breather } from './breather';
import { scoreSingleFeatures } from './single-feature';
import { randomNumbers } from './testing/generated-data';
import type { Task, TrainingData } from './training-data';

const random = randomNumbers(5);
const noise = (rows: number) => Float64Array.from({ length: rows }, random);

async function score(columns: Float64Array[], target: Float64Array, more: Partial<TrainingData> = {}, task?: Task) {
  const data = { columns, target, rowCount: target.length, featureNames: columns.map(String), ...more };
  const found = await scoreSingleFeatures(
    data,
    task ?? (more.classes ? (more.classes.length === 2 ? 'binary' : 'multiclass') : 'regression'),
    new Breather(new AbortController().signal),
  );
  return found.map(({ value }) => value);
}

it('knows a copy of the target, however it was bent, and sees nothing in noise', async () => {
  const target = noise(2000).map((x) => Math.exp(8 * x));
  const [copy, bent, partly, none] = await score(
    [target, target.map((x) => -Math.log(x)), target.map((x, row) => (row % 2 ? x : random() * 3000)), noise(2000)],
    target,
  );
  expect(copy).toBeGreaterThan(0.999);
  expect(bent).toBeGreaterThan(0.999);
  expect(partly).toBeLessThan(0.9);
  expect(none).toBeLessThan(0.02);
});

it('knows a number that is no order of the target', async () => {
  const target = noise(4000);
  const [folded] = await score([target.map((x) => (x < 0.5 ? x : 10 - x))], target);
  expect(folded).toBeGreaterThan(0.99);
});

it('knows categories that tell the classes, and is not taken in by a name for every row', async () => {
  const rows = 3000;
  const target = noise(rows).map((x) => Math.floor(3 * x));
  const names = Float64Array.from({ length: rows }, (_, row) => row);
  const [told, named] = await score([target.map((c) => c + 3 * Math.floor(random() * 4)), names], target, {
    classes: ['a', 'b', 'c'],
    categories: new Map([
      [0, 12],
      [1, rows],
    ]),
  });
  expect(told).toBe(1);
  expect(named).toBe(0.5);
});

it('knows that a value is missing where the answer is yes', async () => {
  const target = noise(1000).map((x) => Number(x > 0.9));
  const [told] = await score([noise(1000).map((x, row) => (target[row] ? Number.NaN : x))], target, {
    classes: ['no', 'yes'],
  });
  expect(told).toBe(1);
});

it('says nothing of a handful of rows', async () => {
  const target = noise(20);
  expect(await score([target], target)).toEqual([]);
});

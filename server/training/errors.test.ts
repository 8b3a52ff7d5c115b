import { describe, expect, it } from 'vitest';
import { type TrainingData, TrainingError, trainBoostedTrees, trainLinear } from './index';
import { generatedData, quietContext } from './testing/generated-data';

const trainers = {
  'boosted trees': (data: TrainingData, task: 'binary' | 'regression' = 'binary') =>
    trainBoostedTrees(data, { task, seed: 1 }, quietContext()),
  'a linear model': (data: TrainingData, task: 'binary' | 'regression' = 'binary') =>
    trainLinear(data, { task, seed: 1 }, quietContext()),
};

const complete = generatedData(200, 'binary');
complete.columns[1]!.forEach((x, row) => {
  if (Number.isNaN(x)) complete.columns[1]![row] = 0;
});
const numbers = { ...complete, classes: undefined, target: complete.columns[0]! };
const replaced = (column: Float64Array, row: number, x: number) => column.map((old, at) => (at === row ? x : old));

describe.each(Object.entries(trainers))('%s', (_, train) => {
  const cases: Array<[string, TrainingData, string, 'binary' | 'regression', RegExp]> = [
    [
      'no rows',
      { ...complete, columns: complete.columns.map(() => new Float64Array()), target: new Float64Array(), rowCount: 0 },
      'no-rows',
      'binary',
      /no rows/,
    ],
    ['no features', { ...complete, columns: [], featureNames: [] }, 'no-features', 'binary', /no features/],
    ['one class', { ...complete, target: new Float64Array(200) }, 'single-class', 'binary', /same class, no/],
    ['one class named', { ...complete, classes: ['no'] }, 'single-class', 'binary', /two classes/],
    [
      'three classes for a binary task',
      { ...complete, classes: ['a', 'b', 'c'] },
      'bad-target',
      'binary',
      /two classes/,
    ],
    [
      'a class index out of range',
      { ...complete, target: replaced(complete.target, 3, 2) },
      'bad-target',
      'binary',
      /2/,
    ],
    [
      'no target at all',
      { ...numbers, target: new Float64Array(200).fill(Number.NaN) },
      'bad-target',
      'regression',
      /every row/,
    ],
    [
      'a missing target',
      { ...numbers, target: replaced(numbers.target, 3, Number.NaN) },
      'bad-target',
      'regression',
      /1 of 200/,
    ],
    [
      'an infinite target',
      { ...numbers, target: replaced(numbers.target, 3, Infinity) },
      'bad-target',
      'regression',
      /infinite/,
    ],
    [
      'an infinite feature, by name',
      { ...complete, columns: complete.columns.with(2, replaced(complete.columns[2]!, 3, -Infinity)) },
      'bad-feature',
      'binary',
      /^c has an infinite/,
    ],
    [
      'a short column, by name',
      { ...complete, columns: complete.columns.with(3, new Float64Array(9)) },
      'bad-shape',
      'binary',
      /^time has 9/,
    ],
    ['names and columns that differ', { ...complete, featureNames: ['a'] }, 'bad-shape', 'binary', /feature names/],
    [
      'a negative weight',
      { ...complete, weights: new Float64Array(200).fill(-1) },
      'bad-weights',
      'binary',
      /negative/,
    ],
    ['weights that are all zero', { ...complete, weights: new Float64Array(200) }, 'bad-weights', 'binary', /zero/],
    [
      'a validation part of another width',
      { ...complete, validation: { columns: [], target: complete.target, rowCount: 200 } },
      'bad-shape',
      'binary',
      /validation part has 0 columns/,
    ],
  ];

  it.each(cases)('refuses %s', async (_, data, code, task, message) => {
    const error = await train(data, task).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TrainingError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('takes the data those were made from', async () => {
    expect((await train(complete)).featureNames).toEqual(complete.featureNames);
    expect((await train(numbers, 'regression')).outputs).toBe(1);
  });
});

it('boosted trees refuse fewer rows than they need for two leaves', async () => {
  const few = generatedData(39, 'binary');
  await expect(trainers['boosted trees'](few)).rejects.toMatchObject({ code: 'too-few-rows' });
});

it.each([
  ['rounds', 0],
  ['rounds', 1.5],
  ['learningRate', 0],
  ['leaves', 1],
  ['minDataInLeaf', 0],
  ['lambdaL2', -1],
  ['maxBins', 256],
  ['earlyStoppingRounds', 5],
])('boosted trees refuse %s = %d here', async (name, value) => {
  const settings = { task: 'binary', seed: 1, [name]: value } as const;
  const training = trainBoostedTrees(complete, settings, quietContext());
  await expect(training).rejects.toMatchObject({ code: 'bad-setting', subject: name });
});

it('a linear model refuses missing values and names the feature', async () => {
  const training = trainers['a linear model'](generatedData(200, 'binary'));
  await expect(training).rejects.toMatchObject({ code: 'missing-value', subject: 'b' });
});

it('a linear model refuses a negative penalty', async () => {
  const training = trainLinear(complete, { task: 'binary', alpha: -1, seed: 1 }, quietContext());
  await expect(training).rejects.toMatchObject({ code: 'bad-setting', subject: 'alpha' });
});

import { describe, expect, it } from 'vitest';
import { type LinearSettings, predict, regularisationPath, type TrainingData, trainLinear } from '../index';
import { generatedData, quietContext, randomNumbers } from '../testing/generated-data';
import { referenceData, table } from '../testing/reference-data';
import { linearTrainingBytes } from './training-bytes';

const { scaled, value, classes2, weights } = referenceData();
const two = { classes: ['no', 'yes'] };
const regressions = ['linear', 'ridge', 'lasso', 'elastic-net', 'poisson'] as const;
const counts = value.map((v) => Math.max(0, Math.round(v)));

const learn = (data: TrainingData, settings: Partial<LinearSettings>, threads = 1) =>
  trainLinear(data, { task: data.classes ? 'binary' : 'regression', seed: 1, ...settings }, quietContext(threads));

describe.each(regressions)('%s', (family) => {
  const target = family === 'poisson' ? counts : value;

  it('learns from one feature', async () => {
    const model = await learn(table(scaled.slice(0, 1), target), { family });
    expect(model.converged).toBe(true);
    expect(Number.isFinite(model.coefficients[0]![0])).toBe(true);
  });

  it('gives constant columns no say', async () => {
    const model = await learn(table([...scaled, value.map(() => 3)], target), { family });
    expect(model.coefficients[0]![4]).toBe(0);
  });

  it('answers the constant where the target is one', async () => {
    const model = await learn(
      table(
        scaled,
        value.map(() => 4),
      ),
      { family },
    );
    const { values } = predict(model, scaled, value.length);
    for (const answer of values!) expect(answer).toBeCloseTo(4, 6);
  });

  it('answers one row with its own target', async () => {
    const model = await learn(table([Float64Array.of(5)], Float64Array.of(2)), { family });
    expect(predict(model, [Float64Array.of(9)], 1).values![0]).toBeCloseTo(2, 9);
  });

  it('stands more columns than rows', async () => {
    const random = randomNumbers(1);
    const wide = Array.from({ length: 60 }, () => Float64Array.from({ length: 20 }, random));
    const model = await learn(table(wide, target.slice(0, 20)), { family });
    expect(model.coefficients[0]!.every(Number.isFinite)).toBe(true);
  });

  it('leaves out rows of weight 0', async () => {
    const half = weights.map((_, row) => row % 2);
    const kept = (values: Float64Array) => values.filter((_, row) => row % 2 === 1);
    const all = await learn(table(scaled, target, { weights: half }), { family });
    const some = await learn(table(scaled.map(kept), kept(target)), { family });
    all.coefficients[0]!.forEach((coefficient, i) => {
      expect(coefficient).toBeCloseTo(some.coefficients[0]![i]!, 6);
    });
  });
});

it('shares what duplicate columns say, in the lasso too', async () => {
  const model = await learn(table([scaled[0]!, scaled[0]!], value), { family: 'elastic-net', alpha: 0.5 });
  expect(model.coefficients[0]![0]).toBeCloseTo(model.coefficients[0]![1]!, 5);
});

describe('classes that a feature separates', () => {
  const separated = table(
    scaled,
    scaled[0]!.map((x) => (x > 0 ? 1 : 0)),
    two,
  );
  it.each([
    ['without a penalty', { alpha: 0 }],
    ['with one', { alpha: 1 }],
    ['with an L1 penalty', { alpha: 1, l1Ratio: 1 }],
  ])('are told apart %s', async (_, settings) => {
    const model = await learn(separated, settings);
    const { probabilities } = predict(model, scaled, value.length);
    const right = separated.target.filter((actual, row) => (probabilities![2 * row + 1]! > 0.5 ? 1 : 0) === actual);
    expect(right.length / value.length).toBeGreaterThan(0.98);
    expect(model.coefficients[0]!.every(Number.isFinite)).toBe(true);
  });
});

it.each(['binary', 'regression'] as const)(
  '10,000 columns of few rows, %s',
  async (task) => {
    const random = randomNumbers(2);
    const rows = 200;
    const columns = Array.from({ length: 10_000 }, () => Float64Array.from({ length: rows }, random));
    const target = columns[0]!.map((x) => (task === 'binary' ? Math.round(x) : x));
    const data = table(columns, target, task === 'binary' ? two : {});
    const model = await learn(data, { task, maxIterations: 50 }, 2);
    const { probabilities, values } = predict(model, columns, rows);
    const said = task === 'binary' ? target.map((_, row) => Math.round(probabilities![2 * row + 1]!)) : values!;
    target.forEach((actual, row) => {
      expect(Math.abs(said[row]! - actual)).toBeLessThan(0.5);
    });
  },
  30_000,
);

it.each([
  [{ ...two }, 'binary', {}],
  [{ ...two }, 'binary', { l1Ratio: 0.5 }],
  [{}, 'regression', { family: 'lasso' }],
  [{}, 'regression', { family: 'poisson' }],
] as const)(
  'is the same model for any number of threads (%#)',
  async (more, task, settings) => {
    // Large enough that threads are started.
    const rows = 120_000;
    const { columns } = generatedData(rows, 'regression');
    const filled = columns.map((column) => column.map((x) => (Number.isNaN(x) ? 0 : x)));
    const wide = [...filled, ...filled.map((column, i) => column.map((x, row) => x * ((row + i) % 7)))];
    const target = filled[0]!.map((x, row) => (x + ((row * 37) % 11) - 5 > 0 ? 1 : 0));
    const data = table(wide, target, more);
    const [one, three] = [await learn(data, { task, ...settings }, 1), await learn(data, { task, ...settings }, 3)];
    expect(three).toEqual(one);
  },
  60_000,
);

describe('the path', () => {
  it('grows from nothing to the fit without a penalty, and shows where validation rows lose least', async () => {
    const noisy = [...scaled, ...scaled.map((column) => column.map((_, row) => column[(row * 7) % 400]!))];
    const part = (from: number) => (column: Float64Array) => column.filter((_, row) => row % 2 === from);
    const data = {
      ...table(noisy.map(part(0)), part(0)(value)),
      validation: { columns: noisy.map(part(1)), target: part(1)(value), rowCount: 200 },
    };
    const settings = { task: 'regression', family: 'lasso', seed: 1, pathSteps: 20 } as const;
    const path = await regularisationPath(data, settings, quietContext());
    expect(path.alphas).toHaveLength(20);
    expect(path.nonZero[0]).toBe(0);
    expect(path.nonZero.at(-1)).toBe(8);
    for (let step = 1; step < 20; step++) {
      expect(path.alphas[step]!).toBeLessThan(path.alphas[step - 1]!);
      expect(path.trainLosses[step]!).toBeLessThanOrEqual(path.trainLosses[step - 1]! + 1e-9);
    }
    expect(path.validationLosses).toHaveLength(20);
  });

  it.each([
    ['ridge', table(scaled, value)],
    ['logistic', table(scaled, classes2, two)],
    ['poisson', table(scaled, counts)],
  ] as const)('of %s starts near nothing and ends near the fit without a penalty', async (family, data) => {
    const task = data.classes ? 'binary' : 'regression';
    const path = await regularisationPath(data, { task, family, seed: 1 }, quietContext());
    const free = await learn(data, { task, family, alpha: 0 });
    const size = (coefficients: number[][]) => Math.max(...coefficients.flat().map(Math.abs));
    expect(size(path.coefficients[0]!)).toBeLessThan(0.02 * size(free.coefficients));
    path.coefficients.at(-1)![0]!.forEach((coefficient, i) => {
      expect(coefficient).toBeCloseTo(free.coefficients[0]![i]!, 2);
    });
  });

  it('is kept in the model when asked for, 30 features at most', async () => {
    const random = randomNumbers(3);
    const columns = Array.from({ length: 40 }, () => value.map(random));
    const model = await learn(table(columns, value), { family: 'lasso', alpha: 0.1, path: true, pathSteps: 5 });
    expect(model.path!.features).toHaveLength(30);
    expect(model.path!.coefficients[4]![0]).toHaveLength(30);
    expect((await learn(table(scaled, value), { family: 'lasso' })).path).toBeUndefined();
  });
});

it.each([
  ['logistic regression for numbers', table(scaled, value), { family: 'logistic' }, 'bad-setting', /predicts classes/],
  ['ridge for classes', table(scaled, classes2, two), { family: 'ridge' }, 'bad-setting', /predicts numbers/],
  ['negative counts', table(scaled, value), { family: 'poisson' }, 'bad-target', /predicts counts, and the training/],
  [
    'counts of 0 alone',
    table(
      scaled,
      value.map(() => 0),
    ),
    { family: 'poisson' },
    'bad-target',
    /is 0 in every/,
  ],
  ['a share of L1 above 1', table(scaled, value), { family: 'elastic-net', l1Ratio: 2 }, 'bad-setting', /l1Ratio/],
  [
    'one class where there is weight',
    table(scaled, classes2, { ...two, weights: classes2.map((c) => c) }),
    {},
    'single-class',
    /weight above 0 has the same class, yes/,
  ],
] as const)('refuses %s, in words', async (_, data, settings, code, message) => {
  const error = await learn(data, settings).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'TrainingError', code, message: expect.stringMatching(message) });
});

it('says how much memory it takes: 8 bytes a cell and little more', () => {
  const bytes = linearTrainingBytes(1_000_000, 30, { task: 'binary' }, { threads: 2 });
  expect(bytes / (1_000_000 * 30)).toBeGreaterThan(8);
  expect(bytes / (1_000_000 * 30)).toBeLessThan(10);
  const products = linearTrainingBytes(1000, 2000, { task: 'regression', family: 'lasso' });
  expect(products).toBeGreaterThan(3 * 8 * 2000 ** 2);
});

describe('many rows, which are fitted on a sample first', () => {
  const rows = 80_000;
  const { columns } = generatedData(rows, 'regression');
  const filled = columns.slice(0, 3).map((column) => column.map((x) => (Number.isNaN(x) ? 0 : x)));
  const noisy = (row: number) => filled[0]![row]! + ((row * 37) % 11) - 5 > 0;

  it.each([
    ['in no order', (row: number) => (noisy(row) ? 1 : 0)],
    // No block of the sample has the class, which is in rows 300 to 400 alone.
    ['with a class the sample lacks', (row: number) => (row >= 300 && row < 400 && noisy(row) ? 1 : 0)],
  ])('%s, end where all rows would', async (_, actual) => {
    const target = filled[0]!.map((_, row) => actual(row));
    const data = table(filled, target, two);
    const whole = await learn(data, { tolerance: 1e-9 });
    expect(whole.converged).toBe(true);
    // A penalty with the least of L1 goes another way: without a sample.
    const other = await learn(data, { tolerance: 1e-9, l1Ratio: 1e-12 });
    whole.coefficients[0]!.forEach((coefficient, i) => {
      expect(coefficient).toBeCloseTo(other.coefficients[0]![i]!, 6);
    });
    expect(whole.intercepts[0]).toBeCloseTo(other.intercepts[0]!, 5);
  });
});

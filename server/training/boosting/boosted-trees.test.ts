import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Progress, predict, predictRaw, type Task, type TreesModel, trainBoostedTrees } from '../index';
import { meanLoss } from '../loss';
import { generatedData, quietContext, randomNumbers } from '../testing/generated-data';

const tasks: Task[] = ['binary', 'multiclass', 'regression'];

describe.each(tasks)('%s', (task) => {
  it('gives the same model, bit by bit, on one, two and three threads', async () => {
    const data = generatedData(25_000, task);
    const models: TreesModel[] = [];
    for (const threads of [1, 2, 3]) {
      models.push(await trainBoostedTrees(data, { task, rounds: 8, seed: 1 }, quietContext(threads)));
    }
    expect(models[0]!.trees.length).toBeGreaterThan(0);
    expect(models[1]).toEqual(models[0]);
    expect(models[2]).toEqual(models[0]);
  });

  it('learns, and predicts for the training rows what it saw in training', async () => {
    const data = generatedData(5000, task);
    const model = await trainBoostedTrees(data, { task, rounds: 40, seed: 1 }, quietContext());
    const { train } = model.losses;
    expect(train).toHaveLength(40);
    expect(train.at(-1)!).toBeLessThan(train[0]! / 2);
    // Losses in training are in float; a single row on a wrong side would show far above that.
    const margins = predictRaw(model, data.columns, data.rowCount);
    const loss = meanLoss(task, model.outputs, margins, data.target);
    expect(Math.abs(loss / train.at(-1)! - 1)).toBeLessThan(3e-6);
  });

  it('is plain JSON: what comes back predicts the same bits', async () => {
    const data = generatedData(1000, task);
    const model = await trainBoostedTrees(data, { task, rounds: 5, seed: 1 }, quietContext());
    const copy = JSON.parse(JSON.stringify(model));
    expect(copy).toEqual(model);
    expect(predict(copy, data.columns, data.rowCount)).toEqual(predict(model, data.columns, data.rowCount));
  });

  it('stops early on the validation loss and keeps the trees up to its best round', async () => {
    const data = { ...generatedData(600, task), validation: generatedData(300, task, 2) };
    const settings = { task, rounds: 500, learningRate: 0.5, earlyStoppingRounds: 5, seed: 1 };
    const model = await trainBoostedTrees(data, settings, quietContext());
    const losses = model.losses.validation!;
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(losses.length).toBe(best + 5);
    const margins = predictRaw(model, data.validation.columns, data.validation.rowCount);
    expect(meanLoss(task, model.outputs, margins, data.validation.target)).toBeCloseTo(losses[best - 1]!, 12);
  });
});

it('keeps wide data apart: 70 features in three tiles, narrow ones packed, on one thread as on two', async () => {
  const random = randomNumbers(5);
  const rowCount = 20_000;
  const columns = Array.from({ length: 70 }, (_, feature) =>
    Float64Array.from({ length: rowCount }, () => {
      const x = random();
      if (feature % 7 === 6) return Math.floor(x * 5);
      return feature % 5 === 4 && x < 0.02 ? Number.NaN : x;
    }),
  );
  // Only these three matter; they lie in different tiles and groups.
  const target = Float64Array.from({ length: rowCount }, (_, row) => {
    const [a, b, c] = [columns[3]![row]!, columns[48]![row]!, columns[69]![row]!];
    return (a > 0.5 ? 3 : 0) + b + (Number.isNaN(c) ? 5 : c);
  });
  const data = { columns, target, rowCount, featureNames: columns.map((_, feature) => `x${feature}`) };
  const settings = { task: 'regression', rounds: 20, leaves: 8, learningRate: 0.3, seed: 1 } as const;
  const model = await trainBoostedTrees(data, settings, quietContext(1));
  expect(model.importances[3]! + model.importances[48]! + model.importances[69]!).toBeGreaterThan(0.99);
  const loss = meanLoss('regression', 1, predictRaw(model, columns, rowCount), target);
  expect(Math.abs(loss / model.losses.train.at(-1)! - 1)).toBeLessThan(3e-6);
  expect(await trainBoostedTrees(data, settings, quietContext(2))).toEqual(model);
});

describe('splits', () => {
  const settings = { task: 'regression', rounds: 1, learningRate: 1, leaves: 2, minDataInLeaf: 1, seed: 1 } as const;
  const rounded = (x: number) => Math.abs(Number(x.toFixed(6)));

  it('tell neighbouring doubles apart that are one float', async () => {
    const column = Float64Array.from({ length: 40 }, (_, row) => 1_700_000_000_000_000 + (row % 2) * 0.25);
    const data = { columns: [column], featureNames: ['t'], rowCount: 40, target: column.map((x) => x % 1) };
    const model = await trainBoostedTrees(data, settings, quietContext());
    expect(Array.from(predict(model, data.columns, 40).values!, rounded)).toEqual(Array.from(data.target));
  });

  it('can set the missing values apart from all others, with a finite threshold', async () => {
    const column = Float64Array.from({ length: 40 }, (_, row) => (row % 4 ? row : Number.NaN));
    const target = column.map((x) => (Number.isNaN(x) ? 1 : 0));
    const data = { columns: [column], featureNames: ['x'], rowCount: 40, target };
    const model = await trainBoostedTrees(data, settings, quietContext());
    expect(model.trees[0]!.nodes.threshold[0]).toBe(Number.MAX_VALUE);
    expect(Array.from(predict(model, data.columns, 40).values!, rounded)).toEqual(Array.from(target));
  });

  it('send missing values unseen in training to the heavier side', async () => {
    const column = Float64Array.from({ length: 40 }, (_, row) => row);
    const target = column.map((x) => (x < 10 ? 100 : 0));
    const data = { columns: [column], featureNames: ['x'], rowCount: 40, target };
    const model = await trainBoostedTrees(data, settings, quietContext());
    expect(predict(model, [Float64Array.of(Number.NaN)], 1).values![0]).toBeCloseTo(0, 4);
  });

  it('credit the features they use', async () => {
    const model = await trainBoostedTrees(generatedData(3000, 'binary'), { task: 'binary', seed: 1 }, quietContext());
    expect(model.importances.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    const [a, b, c, time, , constant] = model.importances as [number, number, number, number, number, number];
    expect(Math.min(a, b, c)).toBeGreaterThan(time);
    expect(constant).toBe(0);
  });
});

it('does not mind the unit of the target, of weights or of features', async () => {
  const data = generatedData(1000, 'regression');
  const settings = { task: 'regression', rounds: 5, seed: 1 } as const;
  const plain = await trainBoostedTrees(data, settings, quietContext());
  const scaled = await trainBoostedTrees(
    {
      ...data,
      columns: data.columns.map((column) => column.map((x) => x * 2 ** 600)),
      target: data.target.map((y) => y * 2 ** -400),
      weights: new Float64Array(1000).fill(2 ** -20),
    },
    settings,
    quietContext(),
  );
  expect(scaled.trees.map(({ nodes }) => nodes.feature)).toEqual(plain.trees.map(({ nodes }) => nodes.feature));
  expect(scaled.trees[0]!.nodes.value.map((x) => x * 2 ** 400)).toEqual(plain.trees[0]!.nodes.value);
});

it('takes a row of weight 3 for three equal rows', async () => {
  const data = generatedData(1000, 'binary');
  const tripled = Array.from({ length: 1000 }, (_, row) => (row % 5 === 0 ? [row, row, row] : [row])).flat();
  const repeated = {
    ...data,
    rowCount: tripled.length,
    columns: data.columns.map((column) => Float64Array.from(tripled, (row) => column[row]!)),
    target: Float64Array.from(tripled, (row) => data.target[row]!),
  };
  const weights = Float64Array.from({ length: 1000 }, (_, row) => (row % 5 === 0 ? 3 : 1));
  const settings = { task: 'binary', rounds: 3, leaves: 4, maxBins: 8, seed: 1 } as const;
  // Bins are placed by rows, so only features with few values can be compared.
  const few = (source: typeof data) => ({ ...source, columns: source.columns.map((column) => column.map(Math.sign)) });
  const weighted = await trainBoostedTrees(few({ ...data, weights }), settings, quietContext());
  const longer = await trainBoostedTrees(few(repeated), settings, quietContext());
  const columns = few(data).columns;
  const margins = predictRaw(longer, columns, 1000);
  predictRaw(weighted, columns, 1000).forEach((margin, row) => void expect(margin).toBeCloseTo(margins[row]!, 5));
});

it('balances classes on request: a rare class is predicted as often as it is right', async () => {
  const data = generatedData(2000, 'binary');
  const rare = { ...data, target: data.target.map((y, row) => (y === 1 && row % 10 === 0 ? 1 : 0)) };
  const settings = { task: 'binary', rounds: 1, seed: 1 } as const;
  const balanced = await trainBoostedTrees(rare, { ...settings, classWeights: 'balanced' }, quietContext());
  expect(balanced.init[0]).toBeCloseTo(0, 12);
  const plain = await trainBoostedTrees(rare, settings, quietContext());
  expect(plain.init[0]!).toBeLessThan(-2);
});

it('answers with the constant when no feature can split', async () => {
  const data = { ...generatedData(100, 'regression'), columns: [new Float64Array(100).fill(3)], featureNames: ['x'] };
  const model = await trainBoostedTrees(data, { task: 'regression', seed: 1 }, quietContext());
  expect(model.trees).toEqual([]);
  const mean = data.target.reduce((sum, y) => sum + y, 0) / 100;
  expect(predict(model, data.columns, 1).values![0]).toBeCloseTo(mean, 6);
});

it('reports every round', async () => {
  const seen: Progress[] = [];
  const context = { ...quietContext(), onProgress: (progress: Progress) => void seen.push(progress) };
  const data = { ...generatedData(500, 'binary'), validation: generatedData(100, 'binary', 2) };
  const model = await trainBoostedTrees(data, { task: 'binary', rounds: 3, seed: 1 }, context);
  expect(seen.map(({ iteration, iterations }) => [iteration, iterations])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(seen.map(({ trainLoss }) => trainLoss)).toEqual(model.losses.train);
  expect(seen.map(({ validationLoss }) => validationLoss)).toEqual(model.losses.validation);
});

it.each([1, 2])('ends within a second of being cancelled, with %i threads', async (threads) => {
  const controller = new AbortController();
  const context = { onProgress() {}, signal: controller.signal, threads };
  const training = trainBoostedTrees(
    generatedData(50_000, 'binary'),
    { task: 'binary', rounds: 1e6, seed: 1 },
    context,
  );
  let cancelledMs = 0;
  setTimeout(() => {
    cancelledMs = performance.now();
    controller.abort();
  }, 400);
  await expect(training).rejects.toMatchObject({ name: 'AbortError' });
  expect(cancelledMs).toBeGreaterThan(0);
  expect(performance.now() - cancelledMs).toBeLessThan(1000);
});

it('does not start when it was cancelled before', async () => {
  const context = { ...quietContext(), signal: AbortSignal.abort() };
  const training = trainBoostedTrees(generatedData(100, 'binary'), { task: 'binary', seed: 1 }, context);
  await expect(training).rejects.toMatchObject({ name: 'AbortError' });
});

it('runs its threads in a child process started by tsx, and lets it end', async () => {
  const script = `
    import { trainBoostedTrees } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
    import { generatedData, quietContext } from ${JSON.stringify(new URL('../testing/generated-data.ts', import.meta.url).href)};
    const model = await trainBoostedTrees(generatedData(25_000, 'binary'), { task: 'binary', rounds: 2, seed: 1 }, quietContext(2));
    console.log(model.trees.length);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout.trim()).toBe('2');
}, 20_000);

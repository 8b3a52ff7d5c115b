import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Progress, predict, type Task, type TrainingData, trainForest } from '../index';
import { generatedData, quietContext } from '../testing/generated-data';
import { referenceData, table } from '../testing/reference-data';
import { logLoss, rootMeanSquaredError } from '../testing/scores';
import type { ForestSettings } from './settings';

const tasks: Task[] = ['binary', 'multiclass', 'regression'];
const families = ['random-forest', 'extra-trees', 'decision-tree'] as const;

function lossOn(model: Parameters<typeof predict>[0], data: Pick<TrainingData, 'columns' | 'target' | 'rowCount'>) {
  const { probabilities, values } = predict(model, data.columns, data.rowCount);
  if (values) return rootMeanSquaredError(data.target, values) ** 2;
  return logLoss(data.target, probabilities!, model.classes!.length);
}

describe.each(tasks)('%s', (task) => {
  it.each(families)('%s gives the same model, bit by bit, on one, two and three threads', async (family) => {
    const data = { ...generatedData(2000, task), validation: generatedData(300, task, 2) };
    const settings = { family, task, trees: family === 'decision-tree' ? 1 : 12, seed: 5 } as const;
    const model = await trainForest(data, settings, quietContext(1));
    expect(await trainForest(data, settings, quietContext(2))).toEqual(model);
    expect(await trainForest(data, settings, quietContext(3))).toEqual(model);
    if (family !== 'decision-tree') {
      expect(await trainForest(data, { ...settings, seed: 6 }, quietContext(2))).not.toEqual(model);
    }
  });

  it('predicts for validation rows what it saw in training, and after a way through JSON the same bits', async () => {
    const data = { ...generatedData(1500, task), validation: generatedData(800, task, 2) };
    const model = await trainForest(data, { family: 'random-forest', task, trees: 20, seed: 1 }, quietContext(2));
    expect(lossOn(model, data.validation) / model.losses.validation!.at(-1)!).toBeCloseTo(1, 9);
    const copy = JSON.parse(JSON.stringify(model));
    expect(copy).toEqual(model);
    expect(predict(copy, data.columns, 1500)).toEqual(predict(model, data.columns, 1500));
  });

  it('judges a bootstrap by the rows that were left out, which is what new rows will say', async () => {
    const data = generatedData(3000, task);
    const model = await trainForest(data, { family: 'random-forest', task, seed: 1 }, quietContext(2));
    const unseen = lossOn(model, generatedData(3000, task, 7));
    expect(model.losses.train).toHaveLength(100);
    expect(model.losses.train.at(-1)! / unseen).toBeGreaterThan(0.8);
    expect(model.losses.train.at(-1)! / unseen).toBeLessThan(1.3);
    expect(lossOn(model, data)).toBeLessThan(unseen / 2);
  });

  it('grows trees without a limit until their leaves are pure', async () => {
    const data = generatedData(1000, task);
    const model = await trainForest(data, { family: 'decision-tree', task, seed: 1 }, quietContext());
    const scale = task === 'regression' ? 1e10 : 1;
    expect(model.losses.train.at(-1)! / scale).toBeLessThan(1e-12);
    expect(lossOn(model, data) / scale).toBeLessThan(1e-12);
  });
});

describe('a decision tree answers as scikit-learn’s', () => {
  const expected: Record<string, number[]> = JSON.parse(
    readFileSync(new URL('./testing/decision-tree.json', import.meta.url), 'utf8'),
  );
  const data = referenceData();
  const limits = { family: 'decision-tree', maxDepth: 4, minDataInLeaf: 7, seed: 1 } as const;
  const two = ['no', 'yes'];
  const three = ['a', 'b', 'c'];
  const cases: Array<[string, TrainingData, Partial<ForestSettings> & { task: Task }]> = [
    ['regression', table(data.columns, data.value), { task: 'regression' }],
    ['weighted', table(data.columns, data.value, { weights: data.weights }), { task: 'regression' }],
    ['missing', table(data.withMissing, data.value), { task: 'regression' }],
    ['binary', table(data.columns, data.rareClass, { classes: two }), { task: 'binary' }],
    ['multiclass', table(data.columns, data.classes3, { classes: three }), { task: 'multiclass' }],
    [
      'balanced',
      table(data.columns, data.classes3, { classes: three }),
      { task: 'multiclass', classWeights: 'balanced' },
    ],
  ];
  it.each(cases)('%s', async (name, training, settings) => {
    const model = await trainForest(training, { ...limits, ...settings }, quietContext());
    const { values, probabilities } = predict(model, training.columns, training.rowCount);
    const own =
      values ?? (settings.task === 'binary' ? probabilities!.filter((_, at) => at % 2 === 1) : probabilities!);
    own.forEach((value, at) => void expect(value).toBeCloseTo(expected[name]![at]!, 6));
    if (name !== 'multiclass') return;
    model.importances.forEach((share, feature) => {
      expect(share).toBeCloseTo(expected.importances![feature]!, 6);
    });
  });
});

describe('leaf values', () => {
  it('sum without rounding, so that the order of trees does not matter', async () => {
    for (const task of tasks) {
      const data = generatedData(800, task);
      const model = await trainForest(data, { family: 'random-forest', task, trees: 37, seed: 2 }, quietContext());
      const reversed = { ...model, trees: [...model.trees].reverse() };
      expect(predict(reversed, data.columns, 800)).toEqual(predict(model, data.columns, 800));
    }
  });

  it('give exactly 0 and 1 where all trees agree', async () => {
    const data = { ...generatedData(400, 'binary'), columns: [generatedData(400, 'binary').target] };
    const settings = { family: 'extra-trees', task: 'binary', trees: 37, seed: 1 } as const;
    const model = await trainForest({ ...data, featureNames: ['answer'] }, settings, quietContext());
    const { probabilities } = predict(model, data.columns, 400);
    expect(Array.from(probabilities!)).toEqual(Array.from(data.target).flatMap((y) => [1 - y, y]));
  });
});

describe('settings', () => {
  const data = generatedData(600, 'binary');
  const train = (settings: Partial<ForestSettings>, more: Partial<TrainingData> = {}) =>
    trainForest(
      { ...data, ...more },
      { family: 'random-forest', task: 'binary', trees: 10, seed: 1, ...settings },
      quietContext(),
    );

  it('limit depth and rows in a leaf', async () => {
    const stumps = await train({ maxDepth: 1 });
    for (const { nodes } of stumps.trees) expect(nodes.feature.length).toBeLessThanOrEqual(3);
    const model = await train({ minDataInLeaf: 50, bootstrap: false });
    for (const { nodes } of model.trees) {
      const rows = new Map<number, number>();
      for (let row = 0; row < 600; row++) {
        let node = 0;
        while (nodes.feature[node]! >= 0) {
          const x = data.columns[nodes.feature[node]!]![row]!;
          const isLeft = Number.isNaN(x) ? nodes.missingLeft[node] === 1 : x <= nodes.threshold[node]!;
          node = isLeft ? nodes.left[node]! : nodes.right[node]!;
        }
        rows.set(node, (rows.get(node) ?? 0) + 1);
      }
      expect(Math.min(...rows.values())).toBeGreaterThanOrEqual(50);
    }
    const whole = await train({ minSamplesSplit: 601, bootstrap: false });
    for (const { nodes } of whole.trees) expect(nodes.feature).toEqual([-1]);
  });

  it('take a class weight for weights of its rows, and leave out rows of weight 0', async () => {
    const weights = data.target.map((y) => (y === 1 ? 3 : 1));
    const byRow = await train({}, { weights });
    const byClass = await train({ classWeights: [1, 3] });
    expect(byClass).toEqual(byRow);
    const kept = Array.from({ length: 600 }, (_, row) => row).filter((row) => row % 3 !== 0);
    const taken = (values: Float64Array) => Float64Array.from(kept, (row) => values[row]!);
    const fewer = { columns: data.columns.map(taken), target: taken(data.target), rowCount: kept.length };
    const zeros = Float64Array.from({ length: 600 }, (_, row) => (row % 3 === 0 ? 0 : 1));
    expect(await train({}, { weights: zeros })).toEqual(await train({}, fewer));
  });

  it('draw fewer rows when asked to', async () => {
    const few = await train({ maxSamples: 0.05 });
    for (const { nodes } of few.trees) expect(nodes.feature.length).toBeLessThan(60);
  });

  it.each<[string, Partial<ForestSettings>]>([
    ['trees', { trees: 0 }],
    ['trees', { trees: 10_001 }],
    ['trees', { family: 'decision-tree', trees: 2 }],
    ['maxFeatures', { maxFeatures: { share: 0 } }],
    ['maxFeatures', { maxFeatures: { count: 1.5 } }],
    ['maxDepth', { maxDepth: 0 }],
    ['minDataInLeaf', { minDataInLeaf: 0 }],
    ['minSamplesSplit', { minSamplesSplit: 1 }],
    ['maxSamples', { maxSamples: 1.1 }],
    ['maxSamples', { maxSamples: 0.5, bootstrap: false }],
    ['maxBins', { maxBins: 256 }],
  ])('refuse %s in %o', async (subject, settings) => {
    await expect(train(settings)).rejects.toMatchObject({ code: 'bad-setting', subject });
  });
});

describe('odd data', () => {
  const regression = { family: 'random-forest', task: 'regression', trees: 5, seed: 1 } as const;

  it('answers with the mean when no feature tells anything', async () => {
    const data = {
      ...generatedData(50, 'regression'),
      columns: [new Float64Array(50), new Float64Array(50).fill(Number.NaN)],
    };
    const model = await trainForest(
      { ...data, featureNames: ['a', 'b'] },
      { ...regression, bootstrap: false },
      quietContext(),
    );
    const mean = data.target.reduce((sum, y) => sum + y, 0) / 50;
    expect(predict(model, data.columns, 1).values![0]! / mean).toBeCloseTo(1, 12);
    expect(model.importances).toEqual([0, 0]);
  });

  it('learns from one row, and from a constant target', async () => {
    const one = { ...generatedData(1, 'regression') };
    const model = await trainForest(one, regression, quietContext());
    expect(predict(model, one.columns, 1).values![0]! / one.target[0]!).toBeCloseTo(1, 14);
    expect(model.losses.train).toEqual([]);
    const constant = { ...generatedData(100, 'regression'), target: new Float64Array(100).fill(-0.1) };
    const flat = await trainForest(constant, regression, quietContext());
    expect(predict(flat, constant.columns, 1).values![0]!).toBeCloseTo(-0.1, 14);
  });

  it('sets missing values apart, and sends those it never saw to the heavier side', async () => {
    const column = Float64Array.from({ length: 40 }, (_, row) => (row % 4 ? row : Number.NaN));
    const data = table(
      [column],
      column.map((x) => (Number.isNaN(x) ? 1 : 0)),
    );
    const tree = { ...regression, family: 'decision-tree', trees: 1 } as const;
    const model = await trainForest(data, tree, quietContext());
    expect(model.trees[0]!.nodes.threshold[0]).toBe(Number.MAX_VALUE);
    expect(predict(model, data.columns, 40).values).toEqual(data.target);
    const complete = table(
      [Float64Array.from({ length: 40 }, (_, row) => row)],
      Float64Array.from({ length: 40 }, (_, row) => (row < 10 ? 100 : 0)),
    );
    const other = await trainForest(complete, tree, quietContext());
    expect(predict(other, [Float64Array.of(Number.NaN)], 1).values![0]).toBe(0);
  });

  it('does not mind the unit of the target or of features', async () => {
    const data = generatedData(500, 'regression');
    const plain = await trainForest(data, regression, quietContext());
    const scaled = {
      ...data,
      columns: data.columns.map((column) => column.map((x) => x * 2 ** 600)),
      target: data.target.map((y) => y * 2 ** -300),
    };
    const other = await trainForest(scaled, regression, quietContext());
    expect(other.trees.map(({ nodes }) => nodes.value.map((x) => x * 2 ** 300))).toEqual(
      plain.trees.map(({ nodes }) => nodes.value),
    );
  });

  it('refuses one class and too much memory in words', async () => {
    const data = generatedData(100, 'binary');
    const forest = { ...regression, task: 'binary' } as const;
    await expect(trainForest({ ...data, target: new Float64Array(100) }, forest, quietContext())).rejects.toMatchObject(
      { code: 'single-class' },
    );
    const many = { ...forest, trees: 4000 };
    await expect(trainForest(generatedData(15_000, 'binary'), many, quietContext(4000))).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});

it('refuses trees that no model file could hold, after the first of them', async () => {
  const seen: Progress[] = [];
  const context = { ...quietContext(), onProgress: (progress: Progress) => void seen.push(progress) };
  const settings = { family: 'extra-trees', task: 'regression', trees: 10_000, seed: 1 } as const;
  const training = trainForest(generatedData(2000, 'regression'), settings, context);
  await expect(training).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringMatching(/40.0 million nodes/),
  });
  expect(seen).toEqual([]);
});

describe('categories', () => {
  /** Codes without an order: odd ones mean 1. */
  function coded(codes: number, rowCount = 2000) {
    const column = Float64Array.from({ length: rowCount }, (_, row) => (row * 7919) % codes);
    const noise = Float64Array.from({ length: rowCount }, (_, row) => (row * 31) % 17);
    const categories = new Map([[0, codes]]);
    return {
      column,
      data: table(
        [column, noise],
        column.map((code) => code % 2),
        { categories, classes: ['even', 'odd'] },
      ),
    };
  }

  it.each(families)('%s divides codes without an order by sets', async (family) => {
    const { data } = coded(20);
    const settings = {
      family,
      task: 'binary',
      trees: family === 'decision-tree' ? 1 : 20,
      maxFeatures: 'all',
      seed: 1,
    } as const;
    const model = await trainForest(data, settings, quietContext());
    expect(lossOn(model, data)).toBeLessThan(0.01);
    if (family === 'extra-trees') return;
    // One split is enough: all odd codes on one side.
    const { members, feature } = model.trees[0]!.nodes;
    expect(feature).toEqual([0, -1, -1]);
    expect(members![0]).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
  });

  it('three classes are divided by their most frequent one first', async () => {
    const { column, data } = coded(20);
    const target = column.map((code) => code % 3);
    const three = { ...data, target, classes: ['a', 'b', 'c'] };
    const model = await trainForest(three, { family: 'decision-tree', task: 'multiclass', seed: 1 }, quietContext());
    expect(lossOn(model, three)).toBeLessThan(1e-9);
  });

  it('takes more categories than bins, and codes that it never saw', async () => {
    const { data } = coded(600, 6000);
    const model = await trainForest(data, { family: 'random-forest', task: 'binary', seed: 1 }, quietContext());
    expect(lossOn(model, data)).toBeLessThan(0.6);
    const unseen = [Float64Array.of(599, 10_000, Number.NaN), Float64Array.of(1, 1, 1)];
    for (const p of predict(model, unseen, 3).probabilities!) expect(p).toBeGreaterThanOrEqual(0);
  });

  it('are found again in validation rows, unseen and missing ones too', async () => {
    const { data } = coded(20);
    const validation = table(
      [Float64Array.of(3, 25, Number.NaN, 7), Float64Array.of(1, 2, 3, 4)],
      Float64Array.of(1, 0, 0, 0),
    );
    const settings = { family: 'random-forest', task: 'binary', trees: 30, seed: 1 } as const;
    const model = await trainForest({ ...data, validation }, settings, quietContext());
    expect(lossOn(model, validation) / model.losses.validation!.at(-1)!).toBeCloseTo(1, 9);
  });
});

it('reports every tree, in order', async () => {
  const seen: Progress[] = [];
  const context = { ...quietContext(2), onProgress: (progress: Progress) => void seen.push(progress) };
  const data = { ...generatedData(500, 'binary'), validation: generatedData(100, 'binary', 2) };
  const model = await trainForest(data, { family: 'random-forest', task: 'binary', trees: 30, seed: 1 }, context);
  expect(seen.map(({ iteration, iterations }) => [iteration, iterations])).toEqual(
    Array.from({ length: 30 }, (_, tree) => [tree + 1, 30]),
  );
  expect(seen.map(({ trainLoss }) => trainLoss)).toEqual(model.losses.train);
  expect(seen.map(({ validationLoss }) => validationLoss)).toEqual(model.losses.validation);
});

it.each([1, 2])('ends in the middle of a tree when it is cancelled, with %i threads', async (threads) => {
  const controller = new AbortController();
  let reports = 0;
  const onProgress = () => {
    reports++;
    controller.abort();
  };
  const settings = { family: 'random-forest', task: 'regression', trees: 1000, minDataInLeaf: 100, seed: 1 } as const;
  const context = { onProgress, signal: controller.signal, threads };
  const training = trainForest(generatedData(50_000, 'regression'), settings, context);
  await expect(training).rejects.toMatchObject({ name: 'AbortError' });
  expect(reports).toBe(1);
});

it('does not start when it was cancelled before', async () => {
  const context = { ...quietContext(), signal: AbortSignal.abort() };
  const training = trainForest(
    generatedData(100, 'binary'),
    { family: 'random-forest', task: 'binary', seed: 1 },
    context,
  );
  await expect(training).rejects.toMatchObject({ name: 'AbortError' });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { predictRaw, TrainingError, trainBoostedTrees } from '../index';
import { generatedData, quietContext, randomNumbers } from '../testing/generated-data';
import type { BoostedTreesSettings } from './settings';

it('predictions never fall, or never rise, where a monotone constraint says so', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom(-1, 1),
      fc.constantFrom('squared', 'poisson', 'huber', undefined),
      fc.integer({ min: 2, max: 40 }),
      fc.constantFrom(0, 3),
      async (seed, direction, objective, leaves, lambdaL1) => {
        // The signal goes up and down with the feature, so a tree without constraints would follow.
        const random = randomNumbers(seed);
        const rowCount = 400;
        const columns = [0, 1, 2].map(() => Float64Array.from({ length: rowCount }, () => random() * 10));
        for (let row = 0; row < rowCount; row += 7) columns[0]![row] = Number.NaN;
        const wave = Float64Array.from(
          columns[0]!,
          (x, row) => Math.sin(Number.isNaN(x) ? 0 : x) * 2 + 0.3 * direction * (x || 0) + columns[1]![row]! * random(),
        );
        const isBinary = objective === undefined;
        const target = wave.map((y) => (isBinary ? (y > 3 ? 1 : 0) : Math.max(0, Math.round(y))));
        const settings: BoostedTreesSettings = {
          task: isBinary ? 'binary' : 'regression',
          ...(objective ? { objective } : {}),
          ...{ rounds: 15, leaves, lambdaL1, minDataInLeaf: 3, learningRate: 0.3, seed },
          monotoneConstraints: [direction, 0, 0],
        };
        const data = { columns, target, rowCount, featureNames: ['x', 'y', 'z'], classes: ['no', 'yes'] };
        const model = await trainBoostedTrees(data, settings, quietContext());
        const steps = 200;
        for (let place = 0; place < 5; place++) {
          const margins = predictRaw(
            model,
            [
              Float64Array.from({ length: steps }, (_, step) => (step / steps) * 10),
              new Float64Array(steps).fill(random() * 10),
              new Float64Array(steps).fill(random() * 10),
            ],
            steps,
          );
          for (let step = 1; step < steps; step++) {
            expect(direction * (margins[step]! - margins[step - 1]!)).toBeGreaterThanOrEqual(0);
          }
        }
      },
    ),
    { numRuns: 40, seed: 4 },
  );
});

it.each([
  ['too few of them', { monotoneConstraints: [1] }, /1 monotone constraints for 6/],
  ['another number', { monotoneConstraints: [0, 2, 0, 0, 0, 0] }, /of b must be -1, 0 or 1, not 2/],
  ['a feature of categories', { monotoneConstraints: [0, 0, 1, 0, 0, 0] }, /c holds categories/],
  ['medians', { monotoneConstraints: [1, 0, 0, 0, 0, 0], objective: 'absolute' }, /absolute cannot keep/],
] as const)('refuses monotone constraints: %s', async (_, settings, message) => {
  const data = { ...generatedData(100, 'regression'), categories: new Map([[2, 3]]) };
  const training = trainBoostedTrees(data, { task: 'regression', seed: 1, ...settings }, quietContext());
  await expect(training).rejects.toThrow(TrainingError);
  await expect(training).rejects.toThrow(message);
});

it('grows no deeper than it may', async () => {
  const data = generatedData(2000, 'regression');
  const settings = { task: 'regression', rounds: 10, leaves: 100, maxDepth: 3, seed: 1 } as const;
  const { trees } = await trainBoostedTrees(data, settings, quietContext());
  const depthOf = (nodes: (typeof trees)[0]['nodes'], node: number): number =>
    nodes.feature[node]! < 0 ? 0 : 1 + Math.max(depthOf(nodes, nodes.left[node]!), depthOf(nodes, nodes.right[node]!));
  expect(Math.max(...trees.map(({ nodes }) => depthOf(nodes, 0)))).toBe(3);
});

it('an L1 penalty above every gradient leaves the constant', async () => {
  const data = generatedData(500, 'binary');
  const model = await trainBoostedTrees(data, { task: 'binary', lambdaL1: 500, rounds: 3, seed: 1 }, quietContext());
  expect(model.trees).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { type LinearModel, predictRaw, type TreesModel, trainBoostedTrees, trainLinear } from '../training';
import { generatedData, quietContext, randomNumbers } from '../training/testing/generated-data';
import { NotExplainable, openExplainer, type ShapValues, withCover } from './index';
import { bruteForceShap } from './testing/brute-force';
import reference from './testing/shap-reference.json';

const columnsOf = (rows: readonly (readonly (number | null)[])[]): Float64Array[] =>
  rows[0]!.map((_, feature) => Float64Array.from(rows, (row) => row[feature] ?? Number.NaN));

const shared = { losses: { train: [] }, importances: [], trainer: { name: 'by hand', version: '1' } };
const forest = {
  ...shared,
  kind: 'trees',
  task: 'regression',
  featureNames: ['a', 'b', 'c', 'd', 'e', 'f'],
  outputs: 1,
  init: [0],
  trees: reference.trees,
} as unknown as TreesModel;

function expectReconciled({ base, values, margins }: ShapValues, outputs: number): void {
  const features = values.length / margins.length;
  margins.forEach((margin, at) => {
    const sum = values.subarray(at * features, (at + 1) * features).reduce((total, value) => total + value, 0);
    expect(Math.abs(base[at % outputs]! + sum - margin)).toBeLessThan(1e-9 * Math.max(1, Math.abs(margin)));
  });
}

describe('the values of the shap package (testing/shap-reference.py)', () => {
  it('of trees, path-dependent, with missing values and features that repeat on a path', () => {
    const { rows, base, values } = reference.pathDependent;
    const explained = openExplainer(forest).explain(columnsOf(rows), rows.length);
    expect(explained.base[0]).toBeCloseTo(base, 9);
    values.flat().forEach((value, at) => {
      expect(explained.values[at]).toBeCloseTo(value, 9);
    });
  });

  it('of a linear model', () => {
    const { training, coefficients, intercept, base, rows, values } = reference.linear;
    const bare: LinearModel = {
      ...shared,
      kind: 'linear',
      task: 'regression',
      featureNames: forest.featureNames,
      outputs: 1,
      coefficients: [coefficients],
      intercepts: [intercept],
      iterations: 1,
      converged: true,
    };
    const model = withCover(bare, columnsOf(training), training.length);
    const explained = openExplainer(model).explain(columnsOf(rows), rows.length);
    expect(explained.base[0]).toBeCloseTo(base, 9);
    values.flat().forEach((value, at) => {
      expect(explained.values[at]).toBeCloseTo(value, 9);
    });
  });
});

describe('trained models', () => {
  it.each(['binary', 'multiclass', 'regression'] as const)(
    'a %s model of trees: Shapley’s own definition, for every class',
    async (task) => {
      for (const seed of [1, 2, 3]) {
        const data = generatedData(400, task, seed);
        const settings = { task, rounds: 4, leaves: 6 + 5 * seed, minDataInLeaf: 5, seed };
        const model = withCover(await trainBoostedTrees(data, settings, quietContext()), data.columns, 400);
        const part = data.columns.map((column) => column.subarray(0, 12));
        const explained = openExplainer(model).explain(part, 12);
        expectReconciled(explained, model.outputs);
        const width = model.outputs * part.length;
        for (let row = 0; row < 12; row++) {
          const exact = bruteForceShap(
            model as TreesModel,
            part.map((column) => column[row]!),
          );
          exact.values.flat().forEach((value, at) => {
            const near = 1e-9 * (task === 'regression' ? 1e6 : 1);
            expect(Math.abs(explained.values[row * width + at]! - value)).toBeLessThan(near);
          });
        }
      }
    },
  );

  it('the cover of a node is that of its children together, and of the root every row', async () => {
    const data = generatedData(500, 'binary');
    const settings = { task: 'binary', rounds: 3, leaves: 8, seed: 1 } as const;
    const model = withCover(await trainBoostedTrees(data, settings, quietContext()), data.columns, 500) as TreesModel;
    for (const { nodes } of model.trees) {
      expect(nodes.cover![0]).toBe(500);
      nodes.feature.forEach((feature, node) => {
        if (feature < 0) return;
        expect(nodes.cover![node]).toBe(nodes.cover![nodes.left[node]!]! + nodes.cover![nodes.right[node]!]!);
      });
    }
    expect(openExplainer(model).base[0]).toBeCloseTo(
      predictRaw(model, data.columns, 500).reduce((sum, margin) => sum + margin, 0) / 500,
      9,
    );
  });

  it('a linear model: contributions and base make the margin, for every class', async () => {
    const data = generatedData(300, 'multiclass');
    const columns = data.columns.map((column) => column.map((x) => (Number.isNaN(x) ? 0 : x)));
    const trained = await trainLinear({ ...data, columns }, { task: 'multiclass', seed: 1 }, quietContext());
    expectReconciled(openExplainer(withCover(trained, columns, 300)).explain(columns, 300), 3);
  });

  it('of earlier versions, which do not know their training rows, are refused, and it is said what to do', () => {
    const trees = forest.trees.map(({ output, nodes: { cover: _, ...nodes } }) => ({ output, nodes }));
    expect(() => openExplainer({ ...forest, trees })).toThrow(NotExplainable);
    expect(() => openExplainer({ ...forest, trees })).toThrow('Train it again');
  });
});

describe('odd trees', () => {
  /** Random trees over eight features: repeated tests, categorical tests, leaves without a training row. */
  function randomForest(seed: number): TreesModel {
    const random = randomNumbers(seed);
    const pick = (most: number) => Math.floor(random() * most);
    const trees = Array.from({ length: 3 }, (_, output) => {
      const nodes: Required<TreesModel['trees'][number]['nodes']> = {
        feature: [-1],
        threshold: [0],
        left: [0],
        right: [0],
        missingLeft: [0],
        value: [random()],
        cover: [100],
        members: {},
      };
      for (let split = 0; split < 14; split++) {
        const leaves = nodes.feature.flatMap((feature, node) => (feature < 0 ? [node] : []));
        const node = leaves[pick(leaves.length)]!;
        nodes.feature[node] = pick(8);
        nodes.threshold[node] = random() * 4;
        nodes.missingLeft[node] = pick(2) === 0 ? 0 : 1;
        if (nodes.feature[node]! > 5) nodes.members[node] = [0, 2, 3].filter(() => random() < 0.6);
        const left = pick(nodes.cover[node]! + 1);
        for (const [side, cover] of [
          ['left', left],
          ['right', nodes.cover[node]! - left],
        ] as const) {
          nodes[side][node] = nodes.feature.length;
          nodes.feature.push(-1);
          nodes.threshold.push(0);
          nodes.left.push(0);
          nodes.right.push(0);
          nodes.missingLeft.push(0);
          nodes.value.push(random() - 0.5);
          nodes.cover.push(cover);
        }
      }
      return { output: output % 2, nodes };
    });
    return { ...forest, featureNames: [...'abcdefgh'], outputs: 2, init: [0.5, -1], trees };
  }

  it('are explained as by definition', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const model = randomForest(seed);
      const random = randomNumbers(seed + 100);
      const columns = model.featureNames.map(() =>
        Float64Array.from({ length: 4 }, () => (random() < 0.2 ? Number.NaN : Math.floor(random() * 5))),
      );
      const explained = openExplainer(model).explain(columns, 4);
      expectReconciled(explained, 2);
      for (let row = 0; row < 4; row++) {
        const exact = bruteForceShap(
          model,
          columns.map((column) => column[row]!),
        );
        exact.values.flat().forEach((value, at) => {
          expect(explained.values[row * 16 + at]).toBeCloseTo(value, 10);
        });
      }
    }
  });

  it('a path of forty features is explained too, beyond what is remembered', () => {
    const depth = 40;
    const all = Array.from({ length: 2 * depth + 1 }, (_, node) => node);
    const isInner = (node: number) => node % 2 === 0 && node < 2 * depth;
    const nodes = {
      feature: all.map((node) => (isInner(node) ? node / 2 : -1)),
      threshold: all.map(() => 0),
      left: all.map((node) => (isInner(node) ? node + 2 : 0)),
      right: all.map((node) => (isInner(node) ? node + 1 : 0)),
      missingLeft: all.map(() => 0 as const),
      value: all.map((node) => (isInner(node) ? 0 : node)),
      cover: all.map((node) => 100 - node),
    };
    const names = Array.from({ length: depth }, (_, at) => `x${at}`);
    const model: TreesModel = { ...forest, featureNames: names, trees: [{ output: 0, nodes }] };
    const columns = names.map((_, at) => Float64Array.of(-1, at === 30 ? 1 : -1));
    expectReconciled(openExplainer(model).explain(columns, 2), 1);
  });
});

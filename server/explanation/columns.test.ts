import { describe, expect, it } from 'vitest';
import { predict, trainBoostedTrees } from '../training';
import { generatedData, quietContext, randomNumbers } from '../training/testing/generated-data';
import { linearByHand } from '../training/testing/model-by-hand';
import {
  columnGroups,
  dependenceGrid,
  dependenceOf,
  explainColumns,
  featuresOf,
  inAnswerUnits,
  inProbabilities,
  kindOf,
  openExplainer,
  permutationImportance,
  readValue,
  withCover,
} from './index';

const plan = { column: 'plan', type: 'vector', components: ['plan=free', 'plan=gold'] } as const;
const age = { column: 'age', type: 'float' } as const;
const groups = columnGroups([age, plan]);

const linear = linearByHand({
  classes: ['no', 'yes'],
  featureNames: ['age', 'plan=free', 'plan=gold'],
  coefficients: [[0.5, 1, -2]],
  intercepts: [0.25],
  means: [4, 0.5, 0.5],
});
const rows = {
  columns: [Float64Array.of(2, 6, 4), Float64Array.of(1, 0, 1), Float64Array.of(0, 1, 0)],
  rowCount: 3,
};

describe('contributions by column', () => {
  it('components of one column are added up', () => {
    const [output] = explainColumns(linear, openExplainer(linear), groups, rows);
    expect(output).toMatchObject({ class: 'yes', base: 0.25 + 2 + 0.5 - 1 });
    // age: 0.5 × (2 − 4); plan=free: 1 × 0.5 and −2 × −0.5.
    expect([...output!.values]).toEqual([-1, 1.5, 1, -1.5, 0, 1.5]);
    expect([...output!.margins]).toEqual([2.25, 1.25, 3.25]);
  });

  it('speak for the first of two classes when that is the positive one', () => {
    const [output] = explainColumns(linear, openExplainer(linear), groups, rows, 0);
    expect(output).toMatchObject({ class: 'no', base: -1.75 });
    expect([...output!.values]).toEqual([1, -1.5, -1, 1.5, 0, -1.5]);
    const forest = { ...linear, link: 'probability' } as const;
    expect(explainColumns(forest, openExplainer(forest), groups, rows, 0)[0]!.base).toBe(1 - 1.75);
  });
});

describe('contributions in the unit of the answer', () => {
  it('of one margin add up to the change of the answer, and keep their proportions', () => {
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const [from, to] = [-1, 2.5].map((margin) => ({ margin, answer: sigmoid(margin) }));
    const shares = inAnswerUnits([4, -0.5], from!, to!, 0);
    expect(shares[0]! + shares[1]!).toBeCloseTo(to!.answer - from!.answer, 12);
    expect(shares[0]! / shares[1]!).toBeCloseTo(-8, 12);
    expect(inAnswerUnits([1, -1], { margin: 0, answer: 0.5 }, { margin: 0, answer: 0.5 }, 0.25)).toEqual([0.25, -0.25]);
  });

  it('of three classes add up to the change of each probability, and to nothing over the classes', () => {
    const random = randomNumbers(5);
    for (let turn = 0; turn < 20; turn++) {
      const base = [0, 1, 2].map(() => random() * 10 - 5);
      const contributions = base.map(() => [0, 1, 2, 3].map(() => random() * 12 - 6));
      const found = inProbabilities(base, contributions);
      const powers = base.map((margin, c) => Math.exp(margin + contributions[c]!.reduce((sum, x) => sum + x, 0)));
      const all = powers.reduce((sum, power) => sum + power, 0);
      powers.forEach((power, c) => {
        const sum = found.contributions[c]!.reduce((total, x) => total + x, 0);
        expect(found.base[c]! + sum).toBeCloseTo(power / all, 8);
      });
      for (let column = 0; column < 4; column++) {
        expect(found.contributions.reduce((sum, own) => sum + own[column]!, 0)).toBeCloseTo(0, 12);
      }
    }
  });
});

describe('permutation importance', () => {
  const accuracy = (truth: Float64Array) => (columns: Float64Array[]) => {
    const { probabilities } = predict(linear, columns, truth.length);
    return (
      truth.reduce((sum, actual, row) => sum + Number(probabilities![2 * row + 1]! >= 0.5 === (actual === 1)), 0) /
      truth.length
    );
  };
  const random = randomNumbers(3);
  const gold = Float64Array.from({ length: 200 }, () => Number(random() < 0.5));
  const columns = [new Float64Array(200).fill(1), gold.map((x) => 1 - x), gold];
  const truth = gold.map((x) => 1 - x);
  const options = { repeats: 5, seed: 1, score: accuracy(truth), direction: 'higher', unshuffled: 1 } as const;

  it('is large for what decides, shuffled with all its components, and 0 for a constant', async () => {
    const [ofAge, ofPlan] = await Promise.all(groups.map((group) => permutationImportance(columns, group, options)));
    expect(ofAge).toEqual({ mean: 0, deviation: 0 });
    // Half of the rows get the other plan, so that half of the answers are wrong.
    expect(ofPlan!.mean).toBeGreaterThan(0.4);
    expect(ofPlan!.mean).toBeLessThan(0.6);
    const seen: number[] = [];
    await permutationImportance(columns, groups[1]!, {
      ...options,
      score: (changed) => seen.push(...changed[1]!.map((free, row) => free + changed[2]![row]!)),
    });
    expect(new Set(seen)).toEqual(new Set([1]));
  });

  it('is the same for the same seed, has no deviation for one repeat, and is unknown where the metric is', async () => {
    const measured = (more: Partial<Parameters<typeof permutationImportance>[2]> = {}) =>
      permutationImportance(columns, groups[1]!, { ...options, ...more });
    const once = await measured();
    expect(await measured()).toEqual(once);
    expect(await measured({ seed: 2 })).not.toEqual(once);
    expect((await measured({ repeats: 1 })).deviation).toBeNull();
    expect((await measured({ score: () => null })).mean).toBeNull();
    // A loss counts the other way round.
    const loss = (changed: Float64Array[]) => 1 - options.score(changed);
    expect((await measured({ score: loss, direction: 'lower', unshuffled: 0 })).mean).toBeCloseTo(once.mean!, 12);
  });
});

describe('values of columns', () => {
  it('a one-hot vector is a category, other vectors are not', () => {
    expect(kindOf(plan, [Float64Array.of(1, 0, 0), Float64Array.of(0, 1, 0)])).toBe('category');
    expect(kindOf(plan, [Float64Array.of(1, 0), Float64Array.of(1, 0)])).toBe('vector');
    expect(kindOf(plan, [Float64Array.of(0.5), Float64Array.of(0.5)])).toBe('vector');
    expect(kindOf({ column: 'x', type: 'text', categories: ['a'] }, [Float64Array.of(0)])).toBe('category');
  });

  it('are read from features and written back', () => {
    const coded = { column: 'x', type: 'text', categories: ['a', 'b'] } as const;
    for (const [column, kind, value, features] of [
      [age, 'number', 3.5, [3.5]],
      [age, 'number', null, [Number.NaN]],
      [{ column: 'ok', type: 'bool' }, 'bool', true, [1]],
      [plan, 'category', 'gold', [0, 1]],
      [plan, 'category', null, [0, 0]],
      [coded, 'category', 'b', [1]],
      [coded, 'category', null, [Number.NaN]],
    ] as const) {
      expect(readValue(column, kind, features)).toBe(value);
      expect(featuresOf(column, kind, value)).toEqual(features);
    }
  });
});

describe('dependence', () => {
  it('of a linear model is its line, and the mean of the rows’ own curves', () => {
    const grid = dependenceGrid(age, 'number', [rows.columns[0]!]);
    expect(grid).toEqual([2, 4, 6]);
    const margin = (columns: Float64Array[]) =>
      columns[0]!.map((x, row) => 0.5 * x + columns[1]![row]! - 2 * columns[2]![row]! + 0.25);
    const of = { column: age, kind: 'number', features: [0], grid, curves: 3, outputs: 1 } as const;
    const { mean, curves } = dependenceOf(rows.columns, 3, of, margin)[0]!;
    expect(mean[1]! - mean[0]!).toBeCloseTo(1, 12);
    expect(mean[2]! - mean[1]!).toBeCloseTo(1, 12);
    expect(curves).toEqual([
      [2.25, 3.25, 4.25],
      [-0.75, 0.25, 1.25],
      [2.25, 3.25, 4.25],
    ]);
    mean.forEach((value, at) => {
      expect(value).toBeCloseTo(curves.reduce((sum, curve) => sum + curve[at]!, 0) / 3, 12);
    });
  });

  it('sets all components of a category, and a missing value where rows have one', () => {
    const grid = dependenceGrid(plan, 'category', rows.columns.slice(1));
    expect(grid).toEqual(['free', 'gold']);
    const seen = dependenceOf(
      rows.columns,
      3,
      { column: plan, kind: 'category', features: [1, 2], grid, curves: 0, outputs: 2 },
      (columns) => Float64Array.from([0, 1, 2].flatMap((row) => [columns[1]![row]!, 5 * columns[2]![row]!])),
    );
    expect(seen.map(({ mean }) => mean)).toEqual([
      [1, 0],
      [0, 5],
    ]);
    expect(dependenceGrid(age, 'number', [Float64Array.of(1, Number.NaN)])).toEqual([1, null]);
    expect(dependenceGrid(plan, 'vector', [])).toEqual([]);
  });

  it('of many numbers has at most 24 values, all of them values that occur', () => {
    const values = Float64Array.from({ length: 1000 }, (_, at) => at ** 2);
    const grid = dependenceGrid(age, 'number', [values]) as number[];
    expect(grid.length).toBe(24);
    expect(grid.every((value) => values.includes(value))).toBe(true);
    expect(grid).toEqual([...grid].sort((a, b) => a - b));
  });
});

it('a model calibrated afterwards is explained before the calibration, in its own margin', async () => {
  const data = generatedData(300, 'binary');
  const settings = { task: 'binary', rounds: 3, seed: 1 } as const;
  const model = withCover(await trainBoostedTrees(data, settings, quietContext()), data.columns, 300);
  const calibrated = { ...model, calibration: { method: 'platt' as const, curves: [{ slope: 2, intercept: 1 }] } };
  expect(openExplainer(calibrated).explain(data.columns, 300)).toEqual(openExplainer(model).explain(data.columns, 300));
});

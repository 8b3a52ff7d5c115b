import { describe, expect, it } from 'vitest';
import { call, col, type Expr, float, text, textList } from '@/nodes/kernel/expr/expr';
import { openSession } from '@/server/engine/onnx';
import type { LinearModel, Model, TreeNodes, TreesModel } from '@/server/training/model';
import { predict } from '@/server/training/predict';
import { emitOnnx } from './emit-onnx';
import { planOf, type Row, requestTable } from './testing/reference';

const trainer = { name: 'test', version: '1' };
const shared = { losses: { train: [] }, importances: [0, 0, 0, 0], trainer, featureNames: ['f0', 'f1', 'f2', 'f3'] };
const columns = { f0: 'float', f1: 'float', f2: 'float', f3: 'float' } as const;

/** A small generator with a seed, so that a failure can be had again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomTree(next: () => number, depth: number): TreeNodes {
  const nodes: TreeNodes = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [] };
  const grow = (level: number): number => {
    const at = nodes.feature.length;
    const leaf = level === 0 || next() < 0.1;
    nodes.feature.push(leaf ? -1 : Math.floor(next() * 4));
    nodes.threshold.push(leaf ? 0 : next() < 0.05 ? Number.MAX_VALUE : Math.round((next() - 0.5) * 20) / 10);
    nodes.missingLeft.push(next() < 0.5 ? 1 : 0);
    nodes.value.push(leaf ? (next() - 0.5) * 0.3 : 0);
    nodes.left.push(-1);
    nodes.right.push(-1);
    if (!leaf) {
      nodes.left[at] = grow(level - 1);
      nodes.right[at] = grow(level - 1);
    }
    return at;
  };
  grow(depth);
  return nodes;
}

function trees(task: Model['task'], outputs: number, count: number, seed: number): TreesModel {
  const next = random(seed);
  const classes =
    task === 'regression' ? undefined : Array.from({ length: Math.max(2, outputs) }, (_, at) => `class ${at}`);
  return {
    ...shared,
    kind: 'trees',
    task,
    classes,
    outputs,
    init: Array.from({ length: outputs }, () => next() - 0.5),
    trees: Array.from({ length: count }, (_, at) => ({ output: at % outputs, nodes: randomTree(next, 5) })),
  };
}

function linear(task: Model['task'], outputs: number, seed: number): LinearModel {
  const next = random(seed);
  const classes =
    task === 'regression' ? undefined : Array.from({ length: Math.max(2, outputs) }, (_, at) => `class ${at}`);
  return {
    ...shared,
    kind: 'linear',
    task,
    classes,
    outputs,
    iterations: 1,
    converged: true,
    coefficients: Array.from({ length: outputs }, () => Array.from({ length: 4 }, () => next() - 0.5)),
    intercepts: Array.from({ length: outputs }, () => next() - 0.5),
  };
}

/** Values at thresholds (tenths), the doubles next to them, and missing ones. */
function adversarialRows(count: number, seed: number, missing: boolean): Row[] {
  const next = random(seed);
  const bits = new DataView(new ArrayBuffer(8));
  const neighbour = (value: number, step: bigint) => {
    bits.setFloat64(0, value);
    bits.setBigInt64(0, bits.getBigInt64(0) + step);
    return bits.getFloat64(0);
  };
  const cell = () => {
    const tenth = Math.round((next() - 0.5) * 20) / 10;
    const kind = Math.floor(next() * (missing ? 5 : 4));
    return [tenth, neighbour(tenth, 1n), neighbour(tenth, tenth === 0 ? 1n : -1n), (next() - 0.5) * 1e6, null][kind]!;
  };
  return Array.from({ length: count }, () => ({ f0: cell(), f1: cell(), f2: cell(), f3: cell() }));
}

async function largestDifference(model: Model, rows: readonly Row[]): Promise<number> {
  const plan = planOf(columns, { port: 'model', model: { key: 'k', target: 'y', features: ['f3', 'f1', 'f0', 'f2'] } });
  const { bytes, signature } = emitOnnx(plan, { model, learned: () => ({ type: 'float', value: null }) });
  const session = await openSession(bytes, signature);
  const answer = (await session.predict(requestTable(plan, rows), rows.length))[signature.model!.tensor]!
    .values as Float64Array;
  const features = ['f3', 'f1', 'f0', 'f2'].map((name) =>
    Float64Array.from(rows, (row) => (row[name] as number | null) ?? Number.NaN),
  );
  const prediction = predict(model, features, rows.length);
  const expected = prediction.probabilities ?? prediction.values!;
  await session.close();
  return expected.reduce(
    (most, value, at) => Math.max(most, Object.is(value, answer[at]) ? 0 : Math.abs(value - answer[at]!)),
    0,
  );
}

describe('models in ONNX', () => {
  it.each([
    ['binary trees', trees('binary', 1, 80, 1)],
    ['multiclass trees', trees('multiclass', 3, 90, 2)],
    ['regression trees', trees('regression', 1, 60, 3)],
    [
      'trees that never split',
      {
        ...trees('binary', 1, 0, 4),
        trees: [
          {
            output: 0,
            nodes: { feature: [-1], threshold: [0], left: [-1], right: [-1], missingLeft: [0 as const], value: [0.25] },
          },
        ],
      },
    ],
  ])('%s branch as the trainer does, at thresholds, beside them and where values are missing', async (_name, model) => {
    for (const count of [1, 7, 2000])
      expect(await largestDifference(model, adversarialRows(count, 9, true))).toBeLessThanOrEqual(1e-12);
  });

  it.each([
    ['logistic regression', linear('binary', 1, 5)],
    ['softmax regression', linear('multiclass', 4, 6)],
    ['ridge', linear('regression', 1, 7)],
  ])('%s multiplies as the trainer does', async (_name, model) => {
    const scaled = adversarialRows(2000, 8, false).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          Math.sign(Number(value)) * Math.min(30, Math.abs(Number(value))),
        ]),
      ),
    );
    for (const count of [1, 2000])
      expect(await largestDifference(model, scaled.slice(0, count))).toBeLessThanOrEqual(1e-12);
  });

  it('gives a probability far from zero its own exponential, where Sigmoid would give 0', async () => {
    const model: LinearModel = { ...linear('binary', 1, 5), coefficients: [[1, 0, 0, 0]], intercepts: [0] };
    const plan = planOf(columns, { model: { key: 'k', target: 'y', features: ['f0', 'f1', 'f2', 'f3'] } });
    const { bytes, signature } = emitOnnx(plan, { model, learned: () => ({ type: 'float', value: null }) });
    const session = await openSession(bytes, signature);
    const { probabilities } = await session.predict(requestTable(plan, [{ f0: -60, f1: 0, f2: 0, f3: 0 }]), 1);
    expect(probabilities!.values[1]).toBeCloseTo(Math.exp(-60), 40);
  });

  it('rewires the model when columns of equal shape are computed together', async () => {
    const texts = { s: 'text', t: 'text', f0: 'float', f1: 'float' } as const;
    const features = ['f0x', 'sx', 'f1x', 'tx'];
    const filled = (name: string, by: number) =>
      call('divide', call('subtract', call('coalesce', col(name), float(by)), float(by)), float(2));
    const plan = planOf(texts, {
      steps: [
        {
          kind: 'project',
          columns: [
            { name: 'sx', expr: call('one_hot', col('s'), textList(['a', 'b', 'c'])) },
            { name: 'tx', expr: call('one_hot', col('t'), textList(['b', ''])) },
            { name: 'f0x', expr: filled('f0', 3) },
            { name: 'f1x', expr: filled('f1', 5) },
          ],
        },
      ],
      model: { key: 'k', target: 'y', features },
    });
    const model: LinearModel = {
      ...linear('regression', 1, 1),
      featureNames: ['f0', 's=a', 's=b', 's=c', 'f1', 't=b', 't='],
      coefficients: [[1, 10, 100, 1000, 1e4, 1e5, 1e6]],
      intercepts: [0],
    };
    const { bytes, signature } = emitOnnx(plan, { model, learned: () => ({ type: 'float', value: null }) });
    const session = await openSession(bytes, signature);
    const rows = [
      { s: 'c', t: 'b', f0: 5, f1: 9 },
      { s: 'b', t: '', f0: null, f1: null },
      { s: null, t: null, f0: 3, f1: 7 },
      { s: 'b', t: 'x', f0: 5, f1: 5 },
    ];
    const answer = await session.predict(requestTable(plan, rows), rows.length);
    expect([...answer.prediction!.values]).toEqual([1 + 1000 + 2e4 + 1e5, 100 + 1e6, 1e4, 101]);
  });

  it('keeps apart columns of which one reads a row and the other only a constant', async () => {
    const lengthTimes = (name: string, of: Expr) => call('multiply', col(name), call('to_float', call('length', of)));
    const plan = planOf({ f0: 'float', f1: 'float', s: 'text' } as const, {
      steps: [
        {
          kind: 'project',
          columns: [
            { name: 'x', expr: lengthTimes('f0', text('abc')) },
            { name: 'y', expr: lengthTimes('f1', col('s')) },
          ],
        },
      ],
      model: { key: 'k', target: 'y', features: ['x', 'y'] },
    });
    const model: LinearModel = {
      ...linear('regression', 1, 1),
      featureNames: ['x', 'y'],
      coefficients: [[1, 100]],
      intercepts: [0],
    };
    const { bytes, signature } = emitOnnx(plan, { model, learned: () => ({ type: 'float', value: null }) });
    const session = await openSession(bytes, signature);
    const answer = await session.predict(
      requestTable(plan, [
        { f0: 1, f1: 2, s: 'ab' },
        { f0: 2, f1: 1, s: 'x' },
      ]),
      2,
    );
    expect([...answer.prediction!.values]).toEqual([3 + 400, 6 + 100]);
  });
});

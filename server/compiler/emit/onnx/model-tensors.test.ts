import { describe, expect, it } from 'vitest';
import { call, col, type Expr, float, text, textList } from '@/nodes/kernel/expr/expr';
import { openSession } from '@/server/engine/onnx';
import { trainForest } from '@/server/training/forest/forest';
import type { LinearModel, Model } from '@/server/training/model';
import { emitOnnx } from './emit-onnx';
import {
  adversarialRows,
  columns,
  FEATURES,
  largestDifference,
  linear,
  mapCells,
  random,
  trees,
} from './testing/models';
import { planOf, type Row, requestTable } from './testing/reference';

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
      mapCells(row, (x) => Math.sign(x) * Math.min(30, Math.abs(x))),
    );
    for (const count of [1, 2000])
      expect(await largestDifference(model, scaled.slice(0, count))).toBeLessThanOrEqual(1e-12);
  });

  it('a baseline says the same where values are missing', async () => {
    const still = { coefficients: [[0, 0, 0, 0]], intercepts: [0.3] };
    const model: LinearModel = { ...linear('binary', 1, 5), family: 'baseline', link: 'probability', ...still };
    expect(await largestDifference(model, adversarialRows(20, 9, true))).toBe(0);
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

describe('splits by category in ONNX', () => {
  /** Codes that were seen, codes that were not, what is no code, and missing ones. */
  const strange = [40, 63, 64, 1e9, 1e300, -1, -0.5, 0.5, 4.999, 30.5, null];
  function codeRows(count: number, seed: number): Row[] {
    const next = random(seed);
    const cell = () => (next() < 0.7 ? Math.floor(next() * 40) : strange[Math.floor(next() * strange.length)]!);
    return adversarialRows(count, seed, true).map((row) => ({ ...row, f0: cell(), f2: cell() }));
  }

  it.each([2, 9, 33, 40, 300])('follow sets of up to %i codes as the trainer does, with any value', async (codes) => {
    for (const [task, outputs] of [
      ['binary', 1],
      ['multiclass', 3],
      ['regression', 1],
    ] as const) {
      const model = trees(task, outputs, 40, codes, { f0: codes, f2: codes });
      for (const count of [1, 1500])
        expect(await largestDifference(model, codeRows(count, codes + 1))).toBeLessThanOrEqual(1e-12);
    }
  });
});

describe('forests in ONNX', () => {
  it.each(['binary', 'multiclass', 'regression'] as const)('answer as trained ones do: %s', async (task) => {
    const next = random(21);
    const rows = adversarialRows(400, 22, true).map((row) => ({ ...row, f2: Math.floor(next() * 50) }));
    const cells = (name: string) =>
      Float64Array.from(rows, (row) => ((row as Row)[name] as number | null) ?? Number.NaN);
    const target = Float64Array.from(rows, ({ f2 }) =>
      task === 'regression' ? next() * f2 : (f2 * 7 + Math.floor(2 * next())) % 3,
    );
    const classes = task === 'regression' ? undefined : task === 'binary' ? ['a', 'b'] : ['a', 'b', 'c'];
    const data = {
      columns: FEATURES.map(cells),
      featureNames: [...FEATURES],
      rowCount: rows.length,
      target: task === 'binary' ? target.map((y) => Math.min(1, y)) : target,
      classes,
      categories: new Map([[FEATURES.indexOf('f2'), 50]]),
    };
    const settings = { family: 'random-forest', task, trees: 30, seed: 1 } as const;
    const model = await trainForest(data, settings, {
      onProgress() {},
      signal: new AbortController().signal,
      threads: 1,
    });
    for (const count of [1, 400])
      expect(await largestDifference(model, [...rows.slice(0, count), ...adversarialRows(200, 23, true)])).toBe(0);
  });
});

describe('links and calibration in ONNX', () => {
  const rows = adversarialRows(2000, 11, true);

  it('takes exponentials of a Poisson model', async () => {
    for (const model of [trees('regression', 1, 30, 12), linear('regression', 1, 13)]) {
      const within = model.kind === 'linear' ? rows.map((row) => mapCells(row, (x) => Math.sign(x))) : rows;
      expect(await largestDifference({ ...model, link: 'log' }, within)).toBeLessThanOrEqual(1e-12);
    }
  });

  it('takes margins for probabilities, and clips what rounds out of 0 to 1', async () => {
    for (const outputs of [1, 3]) {
      const model = {
        ...trees(outputs === 1 ? 'binary' : 'multiclass', outputs, 30, 14),
        link: 'probability' as const,
      };
      model.init = model.init.map(() => 0.5);
      expect(await largestDifference(model, rows)).toBeLessThanOrEqual(1e-12);
    }
  });

  it.each([1, 2, 7, 100, 5000])('interpolates between %i points', async (points) => {
    for (const outputs of [1, 4]) {
      const next = random(points);
      const rising = () => {
        const steps = Array.from({ length: points }, () => 0.1 + next());
        const total = steps.reduce((sum, step) => sum + step, 0.2);
        return steps.map((_, at) => steps.slice(0, at + 1).reduce((sum, step) => sum + step, 0) / total);
      };
      const curves = Array.from({ length: outputs }, () => ({ x: rising(), y: rising() }));
      const model = trees(outputs === 1 ? 'binary' : 'multiclass', outputs, 30, 15);
      const calibrated: Model = { ...model, calibration: { method: 'isotonic', curves } };
      for (const count of [1, 2000])
        expect(await largestDifference(calibrated, rows.slice(0, count))).toBeLessThanOrEqual(1e-12);
    }
  });

  it('interpolates exactly at the points themselves', async () => {
    const x = [-0.75, -0.25, 0, 0.125, 0.5, 1.5];
    const model: LinearModel = {
      ...linear('binary', 1, 5),
      link: 'probability',
      coefficients: [[1, 0, 0, 0]],
      intercepts: [0],
      calibration: { method: 'isotonic', curves: [{ x, y: [0.1, 0.1, 0.3, 0.3, 0.7, 1] }] },
    };
    const at = [-1, 0, 0.125, 0.5, 0.25, 1, 2].map((f3) => ({ f0: 0, f1: 0, f2: 0, f3 }));
    expect(await largestDifference(model, at)).toBe(0);
  });

  it('bends logits by Platt, the extreme ones too', async () => {
    for (const outputs of [1, 3]) {
      const curves = Array.from({ length: outputs }, (_, at) => ({ slope: 0.8 + at / 10, intercept: at / 3 - 0.2 }));
      const base = trees(outputs === 1 ? 'binary' : 'multiclass', outputs, 30, 16);
      for (const stretch of [1, 60]) {
        const init = base.init.map((start) => start * stretch);
        const model: Model = { ...base, init, calibration: { method: 'platt', curves } };
        for (const count of [1, 2000])
          expect(await largestDifference(model, rows.slice(0, count))).toBeLessThanOrEqual(1e-12);
      }
    }
  });

  it('says that nothing is known where every curve says 0', async () => {
    const curves = Array.from({ length: 3 }, () => ({ x: [0.4], y: [0] }));
    const model: Model = { ...trees('multiclass', 3, 5, 17), calibration: { method: 'isotonic', curves } };
    expect(await largestDifference(model, rows)).toBe(0);
  });
});

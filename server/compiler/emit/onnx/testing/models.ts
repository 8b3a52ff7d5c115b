import { openSession } from '@/server/engine/onnx';
import type { LinearModel, Model, TreeNodes, TreesModel } from '@/server/training/model';
import { predict } from '@/server/training/predict';
import { emitOnnx } from '../emit-onnx';
import { planOf, type Row, requestTable } from './reference';

/** The models' features, in another order than the request's columns. */
export const FEATURES = ['f3', 'f1', 'f0', 'f2'] as const;
const trainer = { name: 'test', version: '1' };
const shared = { losses: { train: [] }, importances: [0, 0, 0, 0], trainer, featureNames: [...FEATURES] };
export const columns = { f0: 'float', f1: 'float', f2: 'float', f3: 'float' } as const;

/** A small generator with a seed, so that a failure can be had again. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Codes of the features that are categorical, by name. */
type Codes = Partial<Record<keyof typeof columns, number>>;

function randomTree(next: () => number, depth: number, codes: Codes): TreeNodes {
  const members: Record<number, number[]> = {};
  const nodes: TreeNodes = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], members };
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
      const count = codes[FEATURES[nodes.feature[at]!]!];
      const share = next();
      if (count !== undefined)
        members[at] = Array.from({ length: count }, (_, code) => code).filter(() => next() < share);
      nodes.left[at] = grow(level - 1);
      nodes.right[at] = grow(level - 1);
    }
    return at;
  };
  grow(depth);
  return nodes;
}

export function trees(
  task: Model['task'],
  outputs: number,
  count: number,
  seed: number,
  codes: Codes = {},
): TreesModel {
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
    trees: Array.from({ length: count }, (_, at) => ({ output: at % outputs, nodes: randomTree(next, 5, codes) })),
  };
}

export function linear(task: Model['task'], outputs: number, seed: number): LinearModel {
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
export function adversarialRows(count: number, seed: number, missing: boolean): Row[] {
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

/** Largest difference between an answer of the emitted file and of `predict`. */
export async function largestDifference(model: Model, rows: readonly Row[]): Promise<number> {
  const plan = planOf(columns, { port: 'model', model: { key: 'k', target: 'y', features: [...FEATURES] } });
  const { bytes, signature } = emitOnnx(plan, { model, learned: () => ({ type: 'float', value: null }) });
  const session = await openSession(bytes, signature);
  const answer = (await session.predict(requestTable(plan, rows), rows.length))[signature.model!.tensor]!
    .values as Float64Array;
  const features = FEATURES.map((name) => Float64Array.from(rows, (row) => (row[name] as number | null) ?? Number.NaN));
  const prediction = predict(model, features, rows.length);
  const expected = prediction.probabilities ?? prediction.values!;
  await session.close();
  return expected.reduce(
    (most, value, at) => Math.max(most, Object.is(value, answer[at]) ? 0 : Math.abs(value - answer[at]!)),
    0,
  );
}

export const mapCells = (row: Row, change: (x: number) => number): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(Number(value))]));

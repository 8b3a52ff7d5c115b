import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A table to fit: `categorical` of its features, the last ones, hold codes. */
export interface Shape {
  name: string;
  rows: number;
  features: number;
  categorical: number;
  leaves: number;
}

export const TEST_ROWS = 100_000;

export const SHAPES: Shape[] = [
  { name: '500k', rows: 500_000, features: 28, categorical: 0, leaves: 31 },
  { name: '500k-255', rows: 500_000, features: 28, categorical: 0, leaves: 255 },
  { name: '1m-cat', rows: 1_000_000, features: 30, categorical: 10, leaves: 31 },
  { name: '1m-cat-255', rows: 1_000_000, features: 30, categorical: 10, leaves: 255 },
  { name: 'wide', rows: 200_000, features: 200, categorical: 0, leaves: 31 },
  { name: '5k', rows: 5000, features: 28, categorical: 0, leaves: 31 },
  { name: '50k', rows: 50_000, features: 28, categorical: 0, leaves: 31 },
];

/** Numbers of categories; scikit-learn takes no more than 255. */
const CARDINALITIES = [3, 5, 8, 12, 20, 30, 50, 80, 120, 250];

export function cardinality(shape: Shape, feature: number): number | undefined {
  return CARDINALITIES[feature - (shape.features - shape.categorical)];
}

/**
 * In the manner of HIGGS: smooth features, some rounded, some skewed, one in fifty missing in three of them. Categories
 * are skewed, with an effect that has nothing to do with their codes.
 */
export async function writeTable(folder: string, name: string, shape: Shape, rowCount: number, seed: number) {
  const { features, categorical } = shape;
  const numeric = features - categorical;
  const random = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const values = new Float64Array(rowCount * features);
  const target = new Float64Array(rowCount);
  const x = new Float64Array(features);
  const first = Math.min(numeric - 4, 21);
  for (let row = 0; row < rowCount; row++) {
    for (let f = 0; f < numeric; f++) {
      const z = normal();
      x[f] = f % 7 === 3 ? Math.exp(z / 2) : f % 7 === 5 ? Math.round(z * 2) / 2 : z;
    }
    x[first] = x[0]! * x[1]! + 0.5 * normal();
    x[first + 1] = Math.abs(x[2]!) + x[3]! + 0.5 * normal();
    let margin =
      0.5 * x[0]! * x[1]! + 0.4 * Math.sin(2 * x[2]!) + 0.3 * x[3]! - 0.3 * (x[4]! > 0.5 ? x[5]! : -x[6]!) - 0.35;
    for (let f = numeric; f < features; f++) {
      const count = cardinality(shape, f)!;
      const code = Math.floor(random() ** 2 * count);
      x[f] = code;
      margin += 0.3 * (((code * 7919) % 101) / 50 - 1);
    }
    target[row] = random() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
    for (let f = 0; f < features; f++) {
      const mayMiss = f < numeric && f >= numeric - 3;
      values[f * rowCount + row] = mayMiss && random() < 0.02 ? Number.NaN : x[f]!;
    }
  }
  await writeFile(join(folder, `${name}.f64`), values);
  await writeFile(join(folder, `${name}-target.f64`), target);
}

export async function readTable(folder: string, name: string, shape: Shape, rowCount: number) {
  const values = doubles(await readFile(join(folder, `${name}.f64`)));
  const target = doubles(await readFile(join(folder, `${name}-target.f64`)));
  const columns = Array.from({ length: shape.features }, (_, f) => values.subarray(f * rowCount, (f + 1) * rowCount));
  return { columns, target, rowCount };
}

function doubles(bytes: Buffer): Float64Array {
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

/** Tommy Ettinger's 32-bit generator: small, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Share of pairs that are ranked right, ties counting half. */
export function areaUnderCurve(target: Float64Array, scores: Float64Array): number {
  const order = Uint32Array.from(target, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    for (let i = start; i < end; i++) {
      if (target[order[i]!] !== 1) continue;
      rankSum += (start + end + 1) / 2;
      positives++;
    }
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

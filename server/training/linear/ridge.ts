import type { Breather } from '../breather';
import { BLOCK_ROWS, type DesignMatrix } from './design-matrix';

/** A pivot this small beside its diagonal is rounding: the column repeats others. */
const NEGLIGIBLE = 1e-12;

/**
 * Scaled coefficients that minimise the weighted squared error plus l2 × the squared coefficients of the features as
 * given, by the normal equations. The intercept is the target's weighted mean, because columns are centred. Columns
 * that repeat others (possible only without a penalty) get 0.
 */
export async function solveRidge(
  matrix: DesignMatrix,
  target: Float64Array,
  weights: Float64Array,
  l2: number,
  breather: Breather,
): Promise<{ coefficients: Float64Array; intercept: number }> {
  const { features, deviations } = matrix;
  const mean = weightedMean(target, weights);
  const { gram, moment } = await normalEquations(matrix, target, weights, mean, breather);
  for (let feature = 0; feature < features; feature++) {
    const deviation = deviations[feature]!;
    gram[feature * features + feature]! += deviation === 0 ? 0 : l2 / deviation ** 2;
  }
  await factorize(gram, features, breather);
  return { coefficients: substitute(gram, features, moment), intercept: mean };
}

/** Lower triangle of Zᵀ W Z, and Zᵀ W (y - mean). */
async function normalEquations(
  { features, blocks }: DesignMatrix,
  target: Float64Array,
  weights: Float64Array,
  mean: number,
  breather: Breather,
): Promise<{ gram: Float64Array; moment: Float64Array }> {
  const gram = new Float64Array(features * features);
  const moment = new Float64Array(features);
  const weighted = new Float64Array(BLOCK_ROWS);
  for (const [place, block] of blocks.entries()) {
    const start = place * BLOCK_ROWS;
    const rows = block.length / features;
    for (let a = 0; a < features; a++) {
      if (a % 16 === 0) await breather.breathe();
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        weighted[i] = weights[start + i]! * block[a * rows + i]!;
        sum += weighted[i]! * (target[start + i]! - mean);
      }
      moment[a]! += sum;
      for (let b = 0; b <= a; b++) gram[a * features + b]! += dot(weighted, block, b * rows, rows);
    }
  }
  return { gram, moment };
}

/** Four sums side by side: one would wait for each addition to finish. */
function dot(a: Float64Array, b: Float64Array, offset: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    s0 += a[i]! * b[offset + i]!;
    s1 += a[i + 1]! * b[offset + i + 1]!;
    s2 += a[i + 2]! * b[offset + i + 2]!;
    s3 += a[i + 3]! * b[offset + i + 3]!;
  }
  for (; i < count; i++) s0 += a[i]! * b[offset + i]!;
  return s0 + s1 + (s2 + s3);
}

/** Cholesky, in place: the lower triangle becomes L with L Lᵀ = A. A diagonal of 0 marks a column left out. */
async function factorize(a: Float64Array, size: number, breather: Breather): Promise<void> {
  for (let column = 0; column < size; column++) {
    await breather.breathe();
    const row = column * size;
    const diagonal = a[row + column]!;
    let pivot = diagonal;
    for (let k = 0; k < column; k++) pivot -= a[row + k]! ** 2;
    const root = pivot > NEGLIGIBLE * diagonal ? Math.sqrt(pivot) : 0;
    a[row + column] = root;
    for (let below = column + 1; below < size; below++) {
      const at = below * size;
      let entry = a[at + column]!;
      for (let k = 0; k < column; k++) entry -= a[at + k]! * a[row + k]!;
      a[at + column] = root === 0 ? 0 : entry / root;
    }
  }
}

function substitute(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    const diagonal = lower[i * size + i]!;
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i] = diagonal === 0 ? 0 : x[i]! / diagonal;
  }
  for (let i = size - 1; i >= 0; i--) {
    const diagonal = lower[i * size + i]!;
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i] = diagonal === 0 ? 0 : x[i]! / diagonal;
  }
  return x;
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let weightSum = 0;
  for (let row = 0; row < values.length; row++) {
    sum += weights[row]! * values[row]!;
    weightSum += weights[row]!;
  }
  return sum / weightSum;
}

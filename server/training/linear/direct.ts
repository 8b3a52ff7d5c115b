import type { Breather } from '../breather';
import type { Products } from './products';

/** A pivot this small beside its diagonal is rounding: the column repeats others. */
const NEGLIGIBLE = 1e-12;

/**
 * Minimises half the mean squared error plus Σ l2[i] / 2 × x[i]² by the normal equations. Where columns repeat others
 * and nothing is penalised, the coefficients of the features as given (x[i] / deviations[i]) have the least norm.
 */
export async function solveDirectly(
  { features, gram, moment }: Products,
  l2: Float64Array,
  deviations: Float64Array,
  breather: Breather,
): Promise<Float64Array> {
  const lower = Float64Array.from(gram);
  for (let i = 0; i < features; i++) lower[i * features + i]! += l2[i]!;
  const repeated = await factorize(lower, features, breather);
  const x = substitute(lower, features, moment);
  if (repeated.length === 0) return x;
  return await leastNorm(x, lower, repeated, deviations, breather);
}

/** Cholesky, in place: the lower triangle becomes L with L Lᵀ = A. Returns columns left out; their diagonal is 0. */
export async function factorize(a: Float64Array, size: number, breather: Breather): Promise<number[]> {
  const left: number[] = [];
  for (let column = 0; column < size; column++) {
    await breather.breathe();
    const row = column * size;
    const diagonal = a[row + column]!;
    const pivot = diagonal - dot(a, row, row, column);
    const root = pivot > NEGLIGIBLE * diagonal ? Math.sqrt(pivot) : 0;
    if (root === 0) left.push(column);
    a[row + column] = root;
    for (let below = column + 1; below < size; below++) {
      const at = below * size;
      a[at + column] = root === 0 ? 0 : (a[at + column]! - dot(a, at, row, column)) / root;
    }
  }
  return left;
}

function dot(a: Float64Array, from: number, other: number, count: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    even += a[from + i]! * a[other + i]!;
    odd += a[from + i + 1]! * a[other + i + 1]!;
  }
  return i < count ? even + odd + a[from + i]! * a[other + i]! : even + odd;
}

/** Solves L Lᵀ x = right; columns left out get 0. */
export function substitute(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    const diagonal = lower[i * size + i]!;
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i] = diagonal === 0 ? 0 : x[i]! / diagonal;
  }
  backward(lower, size, size, x);
  return x;
}

/** Solves Lᵀ x = x in place for the first `count` columns; those left out get 0. */
function backward(lower: Float64Array, size: number, count: number, x: Float64Array): void {
  for (let i = count - 1; i >= 0; i--) {
    const diagonal = lower[i * size + i]!;
    x[i] = diagonal === 0 ? 0 : x[i]! / diagonal;
    if (x[i] === 0) continue;
    for (let k = 0; k < i; k++) x[k]! -= lower[i * size + k]! * x[i]!;
  }
}

/**
 * Takes from a solution its part along directions that change no prediction. Each column left out gives one: the
 * column itself against what it is made of, found from its row of L.
 */
async function leastNorm(
  x: Float64Array,
  lower: Float64Array,
  repeated: number[],
  deviations: Float64Array,
  breather: Breather,
): Promise<Float64Array> {
  const size = x.length;
  const given = x.map((value, i) => (deviations[i] === 0 ? 0 : value / deviations[i]!));
  const directions: Float64Array[] = [];
  for (const column of repeated) {
    await breather.breathe();
    const direction = new Float64Array(size);
    if (deviations[column] !== 0) {
      direction.set(lower.subarray(column * size, column * size + column));
      backward(lower, size, column, direction);
      for (let k = 0; k < column; k++) if (direction[k] !== 0) direction[k]! *= deviations[column]! / deviations[k]!;
    }
    direction[column] = -1;
    directions.push(direction);
  }
  const count = repeated.length;
  const products = new Float64Array(count * count);
  const along = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    await breather.breathe();
    along[a] = product(directions[a]!, given);
    for (let b = 0; b <= a; b++) products[a * count + b] = product(directions[a]!, directions[b]!);
  }
  await factorize(products, count, breather);
  const amounts = substitute(products, count, along);
  for (let a = 0; a < count; a++) {
    for (let i = 0; i < size; i++) given[i]! -= amounts[a]! * directions[a]![i]!;
  }
  return given.map((value, i) => value * deviations[i]!);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

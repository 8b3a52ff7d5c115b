import type { Breather } from '../breather';
import type { Minimum } from './lbfgs';
import { type Products, timesGram } from './products';

const SWEEPS_PER_LOOK = 8;

/**
 * Minimises half the mean squared error plus Σ l1[i] |x[i]| + l2[i] / 2 × x[i]² by cyclic coordinate descent on
 * products (Friedman, Hastie & Tibshirani 2010, section 2.2). Sweeps over the coefficients that are not 0 until they
 * rest, then over all. Converged when no entry of the steepest subgradient exceeds `tolerance`.
 */
export async function descendByCoordinate(
  products: Products,
  l1: Float64Array,
  l2: Float64Array,
  start: Float64Array,
  maxSweeps: number,
  tolerance: number,
  breather: Breather,
  onSweep: (x: Float64Array, fitted: Float64Array) => void,
): Promise<Minimum> {
  const { features, gram, moment } = products;
  const x = Float64Array.from(start);
  const fitted = timesGram(products, x);

  /** Returns the largest step, in units of the gradient. */
  function sweep(onlyActive: boolean): number {
    let largest = 0;
    for (let i = 0; i < features; i++) {
      const before = x[i]!;
      if (onlyActive && before === 0) continue;
      const curvature = gram[i * features + i]! + l2[i]!;
      if (curvature === 0) continue;
      const pull = moment[i]! - fitted[i]! + gram[i * features + i]! * before;
      const after = Math.abs(pull) <= l1[i]! ? 0 : (pull - Math.sign(pull) * l1[i]!) / curvature;
      const step = after - before;
      if (step === 0) continue;
      x[i] = after;
      for (let other = 0, at = i * features; other < features; other++) fitted[other]! += step * gram[at + other]!;
      largest = Math.max(largest, Math.abs(step) * curvature);
    }
    return largest;
  }

  let sweeps = 0;
  while (sweeps < maxSweeps) {
    await breather.breathe();
    sweep(false);
    sweeps++;
    for (let inner = 1; sweeps < maxSweeps && sweep(true) > tolerance / 2; inner++) {
      sweeps++;
      if (inner % SWEEPS_PER_LOOK === 0) await breather.breathe();
    }
    onSweep(x, fitted);
    if (violation(products, l1, l2, x, fitted) <= tolerance) return { x, iterations: sweeps, converged: true };
  }
  return { x, iterations: sweeps, converged: false };
}

/** How far the point is from being optimal: the largest entry of the subgradient of least size. */
function violation(
  { features, moment }: Products,
  l1: Float64Array,
  l2: Float64Array,
  x: Float64Array,
  fitted: Float64Array,
): number {
  let largest = 0;
  for (let i = 0; i < features; i++) {
    const slope = fitted[i]! - moment[i]! + l2[i]! * x[i]!;
    const own = x[i] === 0 ? Math.max(0, Math.abs(slope) - l1[i]!) : Math.abs(slope + Math.sign(x[i]!) * l1[i]!);
    largest = Math.max(largest, own);
  }
  return largest;
}

/** A smooth function: its value at `x`, its gradient written to `gradient`. */
export type Evaluate = (x: Float64Array, gradient: Float64Array) => Promise<number>;

export interface Minimum {
  x: Float64Array;
  iterations: number;
  converged: boolean;
}

/** Steps remembered. */
export const MEMORY = 10;
/** Weak Wolfe conditions: enough decrease, and a slope that has flattened. */
const DECREASE = 1e-4;
const FLATTENING = 0.9;
const MAX_LINE_STEPS = 40;

export interface Pair {
  step: Float64Array;
  change: Float64Array;
  /** 1 / (step · change) */
  inverse: number;
}

/**
 * Minimises a convex function from `x` by L-BFGS (Nocedal & Wright, Numerical Optimization, algorithm 7.4), with a
 * line search by doubling and bisection (Lewis & Overton 2013, algorithm 2.6). Converged when no entry of the
 * gradient exceeds `tolerance`, or when rounding allows no further decrease. `solve`: an approximate inverse Hessian times
 * a vector, where one is known.
 */
export async function minimize(
  evaluate: Evaluate,
  start: Float64Array,
  maxIterations: number,
  tolerance: number,
  onIteration: (iteration: number, x: Float64Array) => void,
  solve?: (vector: Float64Array) => Float64Array,
): Promise<Minimum> {
  const pairs: Pair[] = [];
  let x = start;
  let gradient: Float64Array = new Float64Array(x.length);
  let value = await evaluate(x, gradient);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    if (largest(gradient) <= tolerance) return { x, iterations: iteration - 1, converged: true };
    const direction = descentDirection(gradient, pairs, solve);
    const found = await searchLine(evaluate, x, value, gradient, direction, pairs.length === 0 && !solve);
    if (!found) return { x, iterations: iteration - 1, converged: largest(gradient) <= Math.sqrt(tolerance) };
    const step = difference(found.x, x);
    const change = difference(found.gradient, gradient);
    const curvature = dot(step, change);
    if (curvature > 0) pairs.push({ step, change, inverse: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    ({ x, value, gradient } = found);
    onIteration(iteration, x);
  }
  return { x, iterations: maxIterations, converged: largest(gradient) <= tolerance };
}

/** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
export function descentDirection(
  gradient: Float64Array,
  pairs: Pair[],
  solve?: (vector: Float64Array) => Float64Array,
): Float64Array {
  let direction: Float64Array = gradient.map((entry) => -entry);
  const weights: number[] = [];
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { step, change, inverse } = pairs[i]!;
    weights[i] = inverse * dot(step, direction);
    addScaled(direction, change, -weights[i]!);
  }
  const newest = pairs.at(-1);
  if (solve) {
    direction = solve(direction);
  } else if (newest) {
    const scale = 1 / (newest.inverse * dot(newest.change, newest.change));
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  }
  pairs.forEach(({ step, change, inverse }, i) => {
    addScaled(direction, step, weights[i]! - inverse * dot(change, direction));
  });
  return direction;
}

async function searchLine(
  evaluate: Evaluate,
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  isFirst: boolean,
): Promise<{ x: Float64Array; value: number; gradient: Float64Array } | undefined> {
  const slope = dot(gradient, direction);
  if (!(slope < 0)) return undefined;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  // Before curvature is known a unit step can be far too long.
  let length = isFirst ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  for (let step = 0; step < MAX_LINE_STEPS; step++) {
    const next = Float64Array.from(x);
    addScaled(next, direction, length);
    const nextGradient = new Float64Array(x.length);
    const nextValue = await evaluate(next, nextGradient);
    if (!(nextValue <= value + DECREASE * length * slope)) high = length;
    else if (dot(nextGradient, direction) < FLATTENING * slope) low = length;
    else return { x: next, value: nextValue, gradient: nextGradient };
    length = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
  }
  return undefined;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

export function addScaled(to: Float64Array, what: Float64Array, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += scale * what[i]!;
}

export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, i) => entry - b[i]!);
}

export function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

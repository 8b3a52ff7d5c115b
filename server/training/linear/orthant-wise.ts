import {
  addScaled,
  descentDirection,
  difference,
  dot,
  type Evaluate,
  largest,
  MEMORY,
  type Minimum,
  type Pair,
} from './lbfgs';

const DECREASE = 1e-4;
const MAX_LINE_STEPS = 40;

/**
 * Minimises a smooth convex function plus Σ l1[i] |x[i]| by orthant-wise L-BFGS (Andrew & Gao, ICML 2007): steps are
 * taken within the orthant of the point, and what would leave it becomes exactly 0. Converged when no entry of the
 * steepest subgradient exceeds `tolerance`, or when rounding allows no further decrease.
 */
export async function minimizeWithL1(
  evaluate: Evaluate,
  l1: Float64Array,
  start: Float64Array,
  maxIterations: number,
  tolerance: number,
  onIteration: (iteration: number, x: Float64Array) => void,
): Promise<Minimum> {
  let x = start;
  let gradient = new Float64Array(x.length);
  let value = (await evaluate(x, gradient)) + absoluteSum(x, l1);
  const pairs: Pair[] = [];
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const slopes = steepest(x, gradient, l1);
    if (largest(slopes) <= tolerance) return { x, iterations: iteration - 1, converged: true };
    let found = await searchOrthant(evaluate, l1, x, value, slopes, pairs);
    if (!found && pairs.length > 0) {
      // Remembered curvature may be what fails.
      pairs.length = 0;
      found = await searchOrthant(evaluate, l1, x, value, slopes, pairs);
    }
    if (!found) return { x, iterations: iteration - 1, converged: largest(slopes) <= Math.sqrt(tolerance) };
    const step = difference(found.x, x);
    const change = difference(found.gradient, gradient);
    const curvature = dot(step, change);
    if (curvature > 0) pairs.push({ step, change, inverse: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    ({ x, value, gradient } = found);
    onIteration(iteration, x);
  }
  return { x, iterations: maxIterations, converged: largest(steepest(x, gradient, l1)) <= tolerance };
}

/** The subgradient of least size; minus it is the direction of steepest descent. */
function steepest(x: Float64Array, gradient: Float64Array, l1: Float64Array): Float64Array {
  return gradient.map((slope, i) => {
    if (x[i] !== 0) return slope + Math.sign(x[i]!) * l1[i]!;
    return Math.abs(slope) <= l1[i]! ? 0 : slope - Math.sign(slope) * l1[i]!;
  });
}

async function searchOrthant(
  evaluate: Evaluate,
  l1: Float64Array,
  x: Float64Array,
  value: number,
  slopes: Float64Array,
  pairs: Pair[],
): Promise<{ x: Float64Array; value: number; gradient: Float64Array<ArrayBuffer> } | undefined> {
  // The quasi-Newton direction without what would climb.
  const direction = descentDirection(slopes, pairs).map((entry, i) => (entry * slopes[i]! < 0 ? entry : 0));
  const slope = dot(slopes, direction);
  if (!(slope < 0)) return undefined;
  let length = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  for (let step = 0; step < MAX_LINE_STEPS; step++, length /= 2) {
    const next = Float64Array.from(x);
    addScaled(next, direction, length);
    for (let i = 0; i < x.length; i++) {
      const sign = x[i] === 0 ? -Math.sign(slopes[i]!) : Math.sign(x[i]!);
      if (l1[i]! > 0 && next[i]! * sign < 0) next[i] = 0;
    }
    const gradient = new Float64Array(x.length);
    const nextValue = (await evaluate(next, gradient)) + absoluteSum(next, l1);
    if (nextValue <= value + DECREASE * dot(slopes, difference(next, x)))
      return { x: next, value: nextValue, gradient };
  }
  return undefined;
}

function absoluteSum(x: Float64Array, l1: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += l1[i]! * Math.abs(x[i]!);
  return sum;
}

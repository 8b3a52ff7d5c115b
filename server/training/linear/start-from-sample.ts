import type { Breather } from '../breather';
import { factorize, substitute } from './direct';
import { type Evaluate, minimize } from './lbfgs';

/** With fewer blocks of rows than this the whole is as quick. */
export const BLOCKS_WORTH_SAMPLE = 256;
export const SAMPLE_STRIDE = 16;
/** Has few blocks in common with the sample. */
export const CHECK_STRIDE = 17;
const MOST_ITERATIONS = 50;
const TOLERANCE = 1e-5;
/** The Hessian takes a look at the sample for each. */
const MOST_PARAMETERS = 160;
/** Parameters are of standardised features: steps of this size are small, and far from rounding. */
const STEP = 1e-4;
const RIDGE = 1e-6;

interface Start {
  x: Float64Array;
  /** An approximate inverse Hessian times a vector. */
  solve?: (vector: Float64Array) => Float64Array;
}

/**
 * Fits every sixteenth block of rows, which leads most of the way, and finds how the loss curves there, so that few steps
 * over all rows are left: they are Newton's, but for the sample's chance. Where other blocks say that it led astray
 * (rare classes, rows in some order) the start stands.
 */
export async function startFromSample(
  evaluateOn: (stride: number) => Evaluate,
  start: Float64Array,
  breather: Breather,
): Promise<Start> {
  const sample = evaluateOn(SAMPLE_STRIDE);
  const { x } = await minimize(sample, start, MOST_ITERATIONS, TOLERANCE, () => {});
  const check = evaluateOn(CHECK_STRIDE);
  const [before, after] = [
    await check(start, new Float64Array(start.length)),
    await check(x, new Float64Array(start.length)),
  ];
  if (!(after < before)) return { x: start };
  return x.length > MOST_PARAMETERS ? { x } : { x, solve: await inverseHessian(sample, x, breather) };
}

/** By differences of gradients. */
async function inverseHessian(evaluate: Evaluate, x: Float64Array, breather: Breather): Promise<Start['solve']> {
  const size = x.length;
  const here = new Float64Array(size);
  await evaluate(x, here);
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const beside = Float64Array.from(x);
    beside[i]! += STEP;
    const gradient = new Float64Array(size);
    await evaluate(beside, gradient);
    for (let j = 0; j < size; j++) {
      const half = (gradient[j]! - here[j]!) / STEP / 2;
      hessian[i * size + j]! += half;
      hessian[j * size + i]! += half;
    }
  }
  let trace = 0;
  for (let i = 0; i < size; i++) trace += hessian[i * size + i]!;
  // Directions in which the loss is level (constant columns; the same added to all classes) get a little curvature.
  for (let i = 0; i < size; i++) hessian[i * size + i]! += (RIDGE * trace) / size;
  const leftOut = await factorize(hessian, size, breather);
  return leftOut.length > 0 ? undefined : (vector) => substitute(hessian, size, vector);
}

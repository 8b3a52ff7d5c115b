import { type Evaluate, minimize, type Pair } from './lbfgs';

/** With fewer blocks of rows than this the whole is as quick. */
export const BLOCKS_WORTH_SAMPLE = 256;
export const SAMPLE_STRIDE = 16;
/** Has few blocks in common with the sample. */
export const CHECK_STRIDE = 17;
const MOST_ITERATIONS = 50;
const TOLERANCE = 1e-5;

/**
 * Fits every sixteenth block of rows. That costs as much as one look at all of them, leads most of the way, and teaches
 * how the loss curves, so that few steps over all rows are left. Where other blocks say that it led astray (rare classes,
 * rows in some order) the start stands.
 */
export async function startFromSample(
  evaluateOn: (stride: number) => Evaluate,
  start: Float64Array,
): Promise<{ x: Float64Array; pairs: Pair[] }> {
  const pairs: Pair[] = [];
  const { x } = await minimize(evaluateOn(SAMPLE_STRIDE), start, MOST_ITERATIONS, TOLERANCE, () => {}, pairs);
  const check = evaluateOn(CHECK_STRIDE);
  const [before, after] = [
    await check(start, new Float64Array(start.length)),
    await check(x, new Float64Array(start.length)),
  ];
  return after < before ? { x, pairs } : { x: start, pairs: [] };
}

// Gradients and hessians of the loss at the present scores.
//
// Rows come in blocks of 4,096. Each block writes its sums at `sums`: sum |gradient|, sum hessian, summed loss, all
// f64. A caller adds the blocks in order, so no sum depends on how many threads there were. Arrays are padded to a
// multiple of four rows; padding has weight 0 and adds nothing.

import { exp4, loadAsFloats, log4, pairwiseSum, sumLanes } from './vector-math';

const BLOCK = 4096;

function storeSums(at: usize, gradient: v128, hessian: v128, loss: v128): void {
  store<f64>(at, sumLanes(gradient));
  store<f64>(at, sumLanes(hessian), 8);
  store<f64>(at, sumLanes(loss), 16);
}

/** Log loss of two classes. scores, targets (0 or 1): f64; weights, gradients, hessians: f32. */
export function logisticGradients(
  thread: i32,
  threads: i32,
  rows: i32,
  scores: usize,
  targets: usize,
  weights: usize,
  gradients: usize,
  hessians: usize,
  sums: usize,
): void {
  const one = f32x4.splat(1.0);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    let gradientSum = f64x2.splat(0),
      hessianSum = f64x2.splat(0),
      lossSum = f64x2.splat(0);
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 4) {
      const score = loadAsFloats(scores + ((<usize>row) << 3));
      const target = loadAsFloats(targets + ((<usize>row) << 3));
      const weight = v128.load(weights + ((<usize>row) << 2));
      // With e = exp(-|score|) nothing overflows: p is 1 / (1 + e) or e / (1 + e).
      const e = exp4(f32x4.neg(f32x4.abs(score)));
      const inverse = f32x4.div(one, f32x4.add(one, e));
      const negative = f32x4.lt(score, f32x4.splat(0.0));
      const p = v128.bitselect(f32x4.mul(e, inverse), inverse, negative);
      const gradient = f32x4.mul(f32x4.sub(p, target), weight);
      const hessian = f32x4.mul(f32x4.mul(f32x4.mul(e, inverse), inverse), weight);
      v128.store(gradients + ((<usize>row) << 2), gradient);
      v128.store(hessians + ((<usize>row) << 2), hessian);
      // Loss = ln(1 + e^score) - target × score.
      const softplus = f32x4.add(f32x4.max(score, f32x4.splat(0.0)), log4(f32x4.add(one, e)));
      const loss = f32x4.mul(f32x4.sub(softplus, f32x4.mul(target, score)), weight);
      gradientSum = f64x2.add(gradientSum, pairwiseSum(f32x4.abs(gradient)));
      hessianSum = f64x2.add(hessianSum, pairwiseSum(hessian));
      lossSum = f64x2.add(lossSum, pairwiseSum(loss));
    }
    storeSums(sums + <usize>(block / BLOCK) * 24, gradientSum, hessianSum, lossSum);
  }
}

/** Squared error, residuals in units of 1 / scale, so that their size never leaves the range of a float. */
export function squaredGradients(
  thread: i32,
  threads: i32,
  rows: i32,
  scores: usize,
  targets: usize,
  weights: usize,
  gradients: usize,
  hessians: usize,
  sums: usize,
  scale: f64,
): void {
  const scales = f64x2.splat(scale);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    let gradientSum = f64x2.splat(0),
      hessianSum = f64x2.splat(0),
      lossSum = f64x2.splat(0);
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 4) {
      const at = (<usize>row) << 3;
      const residual = residuals(scores + at, targets + at, scales);
      const weight = v128.load(weights + ((<usize>row) << 2));
      const gradient = f32x4.mul(residual, weight);
      v128.store(gradients + ((<usize>row) << 2), gradient);
      v128.store(hessians + ((<usize>row) << 2), weight);
      gradientSum = f64x2.add(gradientSum, pairwiseSum(f32x4.abs(gradient)));
      hessianSum = f64x2.add(hessianSum, pairwiseSum(weight));
      lossSum = f64x2.add(lossSum, pairwiseSum(f32x4.mul(gradient, residual)));
    }
    storeSums(sums + <usize>(block / BLOCK) * 24, gradientSum, hessianSum, lossSum);
  }
}

/** Residuals score - target of four rows, times the scale, as floats. */
function residuals(scores: usize, targets: usize, scale: v128): v128 {
  const low = f64x2.mul(f64x2.sub(v128.load(scores), v128.load(targets)), scale);
  const high = f64x2.mul(f64x2.sub(v128.load(scores, 16), v128.load(targets, 16)), scale);
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/** Huber: squared error, half of it, up to a residual of `delta` (in units of 1 / scale), straight beyond. */
export function huberGradients(
  thread: i32,
  threads: i32,
  rows: i32,
  scores: usize,
  targets: usize,
  weights: usize,
  gradients: usize,
  hessians: usize,
  sums: usize,
  scale: f64,
  delta: f64,
): void {
  const scales = f64x2.splat(scale);
  const most = f32x4.splat(<f32>delta);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    let gradientSum = f64x2.splat(0),
      hessianSum = f64x2.splat(0),
      lossSum = f64x2.splat(0);
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 4) {
      const at = (<usize>row) << 3;
      const residual = residuals(scores + at, targets + at, scales);
      const weight = v128.load(weights + ((<usize>row) << 2));
      const clipped = f32x4.max(f32x4.neg(most), f32x4.min(most, residual));
      const gradient = f32x4.mul(clipped, weight);
      v128.store(gradients + ((<usize>row) << 2), gradient);
      v128.store(hessians + ((<usize>row) << 2), weight);
      // c (r - c / 2) is r² / 2 inside and delta (|r| - delta / 2) outside.
      const loss = f32x4.mul(gradient, f32x4.sub(residual, f32x4.mul(clipped, f32x4.splat(0.5))));
      gradientSum = f64x2.add(gradientSum, pairwiseSum(f32x4.abs(gradient)));
      hessianSum = f64x2.add(hessianSum, pairwiseSum(weight));
      lossSum = f64x2.add(lossSum, pairwiseSum(loss));
    }
    storeSums(sums + <usize>(block / BLOCK) * 24, gradientSum, hessianSum, lossSum);
  }
}

/**
 * The loss that quantiles minimise: `under` per unit that a score is too low, `over` per unit that it is too high.
 * `equal` is the gradient of a row that is met exactly.
 */
export function quantileGradients(
  thread: i32,
  threads: i32,
  rows: i32,
  scores: usize,
  targets: usize,
  weights: usize,
  gradients: usize,
  hessians: usize,
  sums: usize,
  scale: f64,
  under: f64,
  over: f64,
  equal: f64,
): void {
  const scales = f64x2.splat(scale);
  const zero = f32x4.splat(0.0);
  const low = f32x4.splat(<f32>-under),
    high = f32x4.splat(<f32>over),
    met = f32x4.splat(<f32>equal);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    let gradientSum = f64x2.splat(0),
      hessianSum = f64x2.splat(0),
      lossSum = f64x2.splat(0);
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 4) {
      const at = (<usize>row) << 3;
      const residual = residuals(scores + at, targets + at, scales);
      const weight = v128.load(weights + ((<usize>row) << 2));
      const side = v128.bitselect(low, high, f32x4.lt(residual, zero));
      const gradient = f32x4.mul(v128.bitselect(met, side, f32x4.eq(residual, zero)), weight);
      v128.store(gradients + ((<usize>row) << 2), gradient);
      v128.store(hessians + ((<usize>row) << 2), weight);
      gradientSum = f64x2.add(gradientSum, pairwiseSum(f32x4.abs(gradient)));
      hessianSum = f64x2.add(hessianSum, pairwiseSum(weight));
      lossSum = f64x2.add(lossSum, pairwiseSum(f32x4.mul(f32x4.mul(side, residual), weight)));
    }
    storeSums(sums + <usize>(block / BLOCK) * 24, gradientSum, hessianSum, lossSum);
  }
}

/** Counts: scores are logs of rates. The hessian is that of a rate `slack` higher, as in LightGBM, which tames steps. */
export function poissonGradients(
  thread: i32,
  threads: i32,
  rows: i32,
  scores: usize,
  targets: usize,
  weights: usize,
  gradients: usize,
  hessians: usize,
  sums: usize,
  slack: f64,
): void {
  const factor = f32x4.splat(<f32>slack);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    let gradientSum = f64x2.splat(0),
      hessianSum = f64x2.splat(0),
      lossSum = f64x2.splat(0);
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 4) {
      const score = loadAsFloats(scores + ((<usize>row) << 3));
      const target = loadAsFloats(targets + ((<usize>row) << 3));
      const weight = v128.load(weights + ((<usize>row) << 2));
      const rate = exp4(score);
      const gradient = f32x4.mul(f32x4.sub(rate, target), weight);
      const hessian = f32x4.mul(f32x4.mul(rate, factor), weight);
      v128.store(gradients + ((<usize>row) << 2), gradient);
      v128.store(hessians + ((<usize>row) << 2), hessian);
      const loss = f32x4.mul(f32x4.sub(rate, f32x4.mul(target, score)), weight);
      gradientSum = f64x2.add(gradientSum, pairwiseSum(f32x4.abs(gradient)));
      hessianSum = f64x2.add(hessianSum, pairwiseSum(hessian));
      lossSum = f64x2.add(lossSum, pairwiseSum(loss));
    }
    storeSums(sums + <usize>(block / BLOCK) * 24, gradientSum, hessianSum, lossSum);
  }
}

/**
 * Probabilities of `classes` classes and the log loss. Scores and probabilities lie class by class, `rows` apart;
 * targets hold class indexes. Only the loss of a block's three sums is meaningful.
 */
export function softmaxProbabilities(
  thread: i32,
  threads: i32,
  rows: i32,
  classes: i32,
  scores: usize,
  targets: usize,
  weights: usize,
  probabilities: usize,
  sums: usize,
): void {
  const zero = f64x2.splat(0);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    let lossSum = zero;
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 4) {
      let largest = f32x4.splat(-Infinity);
      for (let c = 0; c < classes; ++c) {
        largest = f32x4.max(largest, loadAsFloats(scores + ((<usize>(c * rows + row)) << 3)));
      }
      const target = loadAsFloats(targets + ((<usize>row) << 3));
      let total = f32x4.splat(0.0),
        targetScore = f32x4.splat(0.0);
      for (let c = 0; c < classes; ++c) {
        const score = f32x4.sub(loadAsFloats(scores + ((<usize>(c * rows + row)) << 3)), largest);
        const power = exp4(score);
        v128.store(probabilities + ((<usize>(c * rows + row)) << 2), power);
        total = f32x4.add(total, power);
        targetScore = v128.bitselect(score, targetScore, f32x4.eq(target, f32x4.splat(<f32>c)));
      }
      const inverse = f32x4.div(f32x4.splat(1.0), total);
      for (let c = 0; c < classes; ++c) {
        const at = probabilities + ((<usize>(c * rows + row)) << 2);
        v128.store(at, f32x4.mul(v128.load(at), inverse));
      }
      const weight = v128.load(weights + ((<usize>row) << 2));
      lossSum = f64x2.add(lossSum, pairwiseSum(f32x4.mul(f32x4.sub(log4(total), targetScore), weight)));
    }
    storeSums(sums + <usize>(block / BLOCK) * 24, zero, zero, lossSum);
  }
}

/** Gradients of one class; the hessian is `factor` × p (1 - p). Writes the first two of the block sums. */
export function softmaxGradients(
  thread: i32,
  threads: i32,
  rows: i32,
  ofClass: i32,
  probabilities: usize,
  targets: usize,
  weights: usize,
  gradients: usize,
  hessians: usize,
  sums: usize,
  factor: f32,
): void {
  const one = f32x4.splat(1.0);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    let gradientSum = f64x2.splat(0),
      hessianSum = f64x2.splat(0);
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 4) {
      const at = (<usize>row) << 2;
      const p = v128.load(probabilities + ((<usize>(ofClass * rows + row)) << 2));
      const isTarget = f32x4.eq(loadAsFloats(targets + ((<usize>row) << 3)), f32x4.splat(<f32>ofClass));
      const weight = v128.load(weights + at);
      const gradient = f32x4.mul(f32x4.sub(p, v128.and(isTarget, one)), weight);
      const hessian = f32x4.mul(f32x4.mul(f32x4.mul(p, f32x4.sub(one, p)), weight), f32x4.splat(factor));
      v128.store(gradients + at, gradient);
      v128.store(hessians + at, hessian);
      gradientSum = f64x2.add(gradientSum, pairwiseSum(f32x4.abs(gradient)));
      hessianSum = f64x2.add(hessianSum, pairwiseSum(hessian));
    }
    storeSums(sums + <usize>(block / BLOCK) * 24, gradientSum, hessianSum, f64x2.splat(0));
  }
}

/** Two floats in double, scaled and rounded to integers in the two low lanes. */
function scaleLow(x: v128, scale: v128): v128 {
  return f64x2.nearest(f64x2.mul(f64x2.promote_low_f32x4(x), scale));
}

/**
 * Packs each row's gradient (high half, signed) and hessian (low half, unsigned) into one 64-bit integer. Sums of
 * integers are exact in any order: this is what makes a model independent of the number of threads. The scales are
 * such that no sum over all rows leaves its half.
 */
export function quantize(
  thread: i32,
  threads: i32,
  rows: i32,
  gradients: usize,
  hessians: usize,
  pairs: usize,
  gradientScale: f64,
  hessianScale: f64,
): void {
  const g = f64x2.splat(gradientScale),
    h = f64x2.splat(hessianScale);
  for (let block = thread * BLOCK; block < rows; block += threads * BLOCK) {
    const end = min(rows, block + BLOCK);
    for (let row = block; row < end; row += 2) {
      const at = (<usize>row) << 2;
      const gradient = i32x4.trunc_sat_f64x2_s_zero(scaleLow(v128.load64_zero(gradients + at), g));
      const hessian = i32x4.trunc_sat_f64x2_u_zero(scaleLow(v128.load64_zero(hessians + at), h));
      v128.store(pairs + ((<usize>row) << 3), v128.shuffle<i32>(hessian, gradient, 0, 4, 1, 5));
    }
  }
}

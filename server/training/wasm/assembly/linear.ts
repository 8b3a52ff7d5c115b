// Linear models: standardising, losses with their gradients, and the matrix of weighted products of columns.
//
// The matrix lies in blocks of 256 rows, column after column within a block: a block of a usual table fits the cache,
// so a gradient reads memory once. `width`, the number of columns, is a multiple of 4: columns and rows that fill up
// are 0, rows with a weight of 0. Every block (of products: every chunk of blocks) writes sums of its own, which the
// caller adds in order, so no result depends on how many threads there were.

import { exp2lanes, log2lanes } from './vector-math-double';

const BLOCK: i32 = 256;
const BLOCK_BYTES: usize = 2048;

const SQUARED = 0;
const LOGISTIC = 1;
const SOFTMAX = 2;

function sum2(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/**
 * Standardises columns in place by their weighted mean and deviation, written at `moments` (mean, deviation per
 * column). A constant column becomes 0, its deviation is 0. Each column is one thread's.
 */
export function standardiseColumns(
  thread: i32,
  threads: i32,
  first: i32,
  end: i32,
  blocks: i32,
  width: i32,
  matrix: usize,
  weights: usize,
  moments: usize,
): void {
  const blockBytes = <usize>width * BLOCK_BYTES;
  for (let column = first + thread; column < end; column += threads) {
    const start = matrix + <usize>column * BLOCK_BYTES;
    const to = moments + ((<usize>column) << 4);
    findMoments(start, blockBytes, blocks, weights, to);
    const centre = v128.load64_splat(to);
    const deviation = load<f64>(to, 8);
    const scale = f64x2.splat(deviation > 0 ? 1 / deviation : 0);
    for (let block = 0; block < blocks; ++block) {
      const at = start + <usize>block * blockBytes;
      for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
        v128.store(at + i, f64x2.mul(f64x2.sub(v128.load(at + i), centre), scale));
      }
    }
  }
}

/** Mean and deviation of one column, over rows with a weight. */
function findMoments(start: usize, blockBytes: usize, blocks: i32, weights: usize, to: usize): void {
  // Differences to a value of the column: a large mean (times, ids) costs no digits.
  const shift = firstWeighted(start, blockBytes, blocks, weights);
  const shifts = f64x2.splat(shift),
    zero = f64x2.splat(0);
  let least = zero,
    most = zero,
    weightSums = zero,
    sums = zero,
    squares = zero;
  for (let block = 0; block < blocks; ++block) {
    const at = start + <usize>block * blockBytes;
    const weightAt = weights + <usize>block * BLOCK_BYTES;
    for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
      const weight = v128.load(weightAt + i);
      const difference = f64x2.sub(v128.load(at + i), shifts);
      const counted = v128.and(difference, f64x2.ne(weight, zero));
      least = f64x2.pmin(least, counted);
      most = f64x2.pmax(most, counted);
      const weighted = f64x2.mul(weight, difference);
      weightSums = f64x2.add(weightSums, weight);
      sums = f64x2.add(sums, weighted);
      squares = f64x2.add(squares, f64x2.mul(weighted, difference));
    }
  }
  // Asked of the values: the computed deviation of a constant need not be exactly 0.
  const isConstant = v128.any_true(f64x2.ne(least, most)) === false;
  const offset = isConstant ? 0 : sum2(sums) / sum2(weightSums);
  let variance = isConstant ? 0 : sum2(squares) / sum2(weightSums) - offset * offset;
  if (!isConstant && variance < 1e-6 * offset * offset) {
    // The first value lies far from the others, and the difference has lost its digits.
    variance = squaresAbout(start, blockBytes, blocks, weights, shift + offset) / sum2(weightSums);
  }
  store<f64>(to, shift + offset);
  store<f64>(to, Math.sqrt(variance), 8);
}

function firstWeighted(start: usize, blockBytes: usize, blocks: i32, weights: usize): f64 {
  for (let block = 0; block < blocks; ++block) {
    for (let i: usize = 0; i < BLOCK_BYTES; i += 8) {
      if (load<f64>(weights + <usize>block * BLOCK_BYTES + i) > 0)
        return load<f64>(start + <usize>block * blockBytes + i);
    }
  }
  return 0;
}

function squaresAbout(start: usize, blockBytes: usize, blocks: i32, weights: usize, mean: f64): f64 {
  let sum: f64 = 0;
  for (let block = 0; block < blocks; ++block) {
    const at = start + <usize>block * blockBytes;
    const weightAt = weights + <usize>block * BLOCK_BYTES;
    for (let i: usize = 0; i < BLOCK_BYTES; i += 8) {
      const difference = load<f64>(at + i) - mean;
      sum += load<f64>(weightAt + i) * difference * difference;
    }
  }
  return sum;
}

/**
 * Loss and gradient at `x` for places [first, end), a place being every `stride`th block. `x` and a block's gradient lie output by output: one coefficient
 * per column, then the intercept; the gradient is followed by the summed loss. `scratch`: 256 doubles per output and
 * thread. Losses: squared (half of it), logistic (targets 0 or 1), softmax (targets are classes), Poisson.
 */
export function linearLoss(
  thread: i32,
  threads: i32,
  first: i32,
  end: i32,
  stride: i32,
  width: i32,
  outputs: i32,
  loss: i32,
  matrix: usize,
  targets: usize,
  weights: usize,
  x: usize,
  scratch: usize,
  sums: usize,
): void {
  const margins = scratch + <usize>(thread * outputs) * BLOCK_BYTES;
  const ownBytes = (<usize>(width + 1)) << 3;
  const sumsBytes = <usize>outputs * ownBytes + 8;
  for (let place = first + thread; place < end; place += threads) {
    const block = place * stride;
    const cells = matrix + <usize>block * <usize>width * BLOCK_BYTES;
    const target = targets + <usize>block * BLOCK_BYTES;
    const weight = weights + <usize>block * BLOCK_BYTES;
    const gradient = sums + <usize>place * sumsBytes;
    for (let output = 0; output < outputs; ++output) {
      addMargins(cells, width, x + <usize>output * ownBytes, margins + <usize>output * BLOCK_BYTES);
    }
    let blockLoss: f64;
    if (loss === SQUARED) blockLoss = squaredResiduals(margins, target, weight);
    else if (loss === LOGISTIC) blockLoss = logisticResiduals(margins, target, weight);
    else if (loss === SOFTMAX) blockLoss = softmaxResiduals(margins, outputs, target, weight);
    else blockLoss = poissonResiduals(margins, target, weight);
    for (let output = 0; output < outputs; ++output) {
      addGradient(cells, width, margins + <usize>output * BLOCK_BYTES, gradient + <usize>output * ownBytes);
    }
    store<f64>(gradient + <usize>outputs * ownBytes, blockLoss);
  }
}

/** Four columns a pass: margins are read and written a quarter as often. */
function addMargins(cells: usize, width: i32, x: usize, margins: usize): void {
  const intercept = f64x2.splat(load<f64>(x + ((<usize>width) << 3)));
  for (let i: usize = 0; i < BLOCK_BYTES; i += 16) v128.store(margins + i, intercept);
  for (let column = 0; column < width; column += 4) {
    const at = x + ((<usize>column) << 3);
    const x0 = v128.load64_splat(at),
      x1 = v128.load64_splat(at, 8),
      x2 = v128.load64_splat(at, 16),
      x3 = v128.load64_splat(at, 24);
    const from = cells + <usize>column * BLOCK_BYTES;
    for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
      const cell = from + i;
      const low = f64x2.add(f64x2.mul(x0, v128.load(cell)), f64x2.mul(x1, v128.load(cell, BLOCK_BYTES)));
      const high = f64x2.add(
        f64x2.mul(x2, v128.load(cell, 2 * BLOCK_BYTES)),
        f64x2.mul(x3, v128.load(cell, 3 * BLOCK_BYTES)),
      );
      v128.store(margins + i, f64x2.add(v128.load(margins + i), f64x2.add(low, high)));
    }
  }
}

/** Writes one output's gradient. Eight sums side by side: one alone would wait for each addition to finish. */
function addGradient(cells: usize, width: i32, residuals: usize, gradient: usize): void {
  for (let column = 0; column < width; column += 4) {
    let a0 = f64x2.splat(0),
      a1 = f64x2.splat(0),
      a2 = f64x2.splat(0),
      a3 = f64x2.splat(0),
      b0 = f64x2.splat(0),
      b1 = f64x2.splat(0),
      b2 = f64x2.splat(0),
      b3 = f64x2.splat(0);
    const from = cells + <usize>column * BLOCK_BYTES;
    for (let i: usize = 0; i < BLOCK_BYTES; i += 32) {
      const cell = from + i;
      const even = v128.load(residuals + i),
        odd = v128.load(residuals + i, 16);
      a0 = f64x2.add(a0, f64x2.mul(even, v128.load(cell)));
      b0 = f64x2.add(b0, f64x2.mul(odd, v128.load(cell, 16)));
      a1 = f64x2.add(a1, f64x2.mul(even, v128.load(cell, BLOCK_BYTES)));
      b1 = f64x2.add(b1, f64x2.mul(odd, v128.load(cell, BLOCK_BYTES + 16)));
      a2 = f64x2.add(a2, f64x2.mul(even, v128.load(cell, 2 * BLOCK_BYTES)));
      b2 = f64x2.add(b2, f64x2.mul(odd, v128.load(cell, 2 * BLOCK_BYTES + 16)));
      a3 = f64x2.add(a3, f64x2.mul(even, v128.load(cell, 3 * BLOCK_BYTES)));
      b3 = f64x2.add(b3, f64x2.mul(odd, v128.load(cell, 3 * BLOCK_BYTES + 16)));
    }
    const to = gradient + ((<usize>column) << 3);
    store<f64>(to, sum2(f64x2.add(a0, b0)));
    store<f64>(to, sum2(f64x2.add(a1, b1)), 8);
    store<f64>(to, sum2(f64x2.add(a2, b2)), 16);
    store<f64>(to, sum2(f64x2.add(a3, b3)), 24);
  }
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < BLOCK_BYTES; i += 16) sum = f64x2.add(sum, v128.load(residuals + i));
  store<f64>(gradient + ((<usize>width) << 3), sum2(sum));
}

// Each of these replaces margins by the derivative of the weighted loss and returns the summed loss.

function squaredResiduals(margins: usize, targets: usize, weights: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
    const residual = f64x2.sub(v128.load(margins + i), v128.load(targets + i));
    const weighted = f64x2.mul(residual, v128.load(weights + i));
    sum = f64x2.add(sum, f64x2.mul(weighted, residual));
    v128.store(margins + i, weighted);
  }
  return 0.5 * sum2(sum);
}

function logisticResiduals(margins: usize, targets: usize, weights: usize): f64 {
  const one = f64x2.splat(1),
    zero = f64x2.splat(0);
  let sum = zero;
  for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
    const margin = v128.load(margins + i),
      target = v128.load(targets + i),
      weight = v128.load(weights + i);
    // With e = exp(-|margin|) nothing overflows: p is 1 / (1 + e) or e / (1 + e).
    const e = exp2lanes(f64x2.neg(f64x2.abs(margin)));
    const inverse = f64x2.div(one, f64x2.add(one, e));
    const p = v128.bitselect(f64x2.mul(e, inverse), inverse, f64x2.lt(margin, zero));
    const softplus = f64x2.add(f64x2.max(margin, zero), log2lanes(f64x2.add(one, e)));
    sum = f64x2.add(sum, f64x2.mul(weight, f64x2.sub(softplus, f64x2.mul(target, margin))));
    v128.store(margins + i, f64x2.mul(weight, f64x2.sub(p, target)));
  }
  return sum2(sum);
}

function softmaxResiduals(margins: usize, outputs: i32, targets: usize, weights: usize): f64 {
  let loss = f64x2.splat(0);
  const end = margins + <usize>outputs * BLOCK_BYTES;
  for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
    const target = v128.load(targets + i),
      weight = v128.load(weights + i);
    let most = v128.load(margins + i);
    for (let at = margins + BLOCK_BYTES + i; at < end; at += BLOCK_BYTES) most = f64x2.max(most, v128.load(at));
    let total = f64x2.splat(0),
      actual = f64x2.splat(0);
    for (let output = 0; output < outputs; ++output) {
      const at = margins + <usize>output * BLOCK_BYTES + i;
      const margin = f64x2.sub(v128.load(at), most);
      const power = exp2lanes(margin);
      v128.store(at, power);
      total = f64x2.add(total, power);
      actual = v128.bitselect(margin, actual, f64x2.eq(target, f64x2.splat(<f64>output)));
    }
    const inverse = f64x2.div(f64x2.splat(1), total);
    for (let output = 0; output < outputs; ++output) {
      const at = margins + <usize>output * BLOCK_BYTES + i;
      const isActual = f64x2.eq(target, f64x2.splat(<f64>output));
      const p = f64x2.sub(f64x2.mul(v128.load(at), inverse), v128.and(isActual, f64x2.splat(1)));
      v128.store(at, f64x2.mul(weight, p));
    }
    loss = f64x2.add(loss, f64x2.mul(weight, f64x2.sub(log2lanes(total), actual)));
  }
  return sum2(loss);
}

function poissonResiduals(margins: usize, targets: usize, weights: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
    const margin = v128.load(margins + i),
      target = v128.load(targets + i),
      weight = v128.load(weights + i);
    const mean = exp2lanes(margin);
    sum = f64x2.add(sum, f64x2.mul(weight, f64x2.sub(mean, f64x2.mul(target, margin))));
    v128.store(margins + i, f64x2.mul(weight, f64x2.sub(mean, target)));
  }
  return sum2(sum);
}

/**
 * Sums of weight × column × column for blocks [first, end) of each chunk of `chunkBlocks` blocks, added to the chunk's
 * `width` × `width` matrix at `sums`, of which the lower triangle (in squares of four) is filled. `scratch`: two
 * columns of 256 doubles per thread.
 */
export function addProducts(
  thread: i32,
  threads: i32,
  first: i32,
  end: i32,
  chunkBlocks: i32,
  blocks: i32,
  width: i32,
  matrix: usize,
  weights: usize,
  scratch: usize,
  sums: usize,
): void {
  const weighted = scratch + <usize>thread * 2 * BLOCK_BYTES;
  const chunks = (blocks + chunkBlocks - 1) / chunkBlocks;
  for (let chunk = thread; chunk < chunks; chunk += threads) {
    const to = sums + ((<usize>chunk * <usize>width * <usize>width) << 3);
    const last = min(blocks, chunk * chunkBlocks + end);
    for (let block = chunk * chunkBlocks + first; block < last; ++block) {
      addBlockProducts(
        matrix + <usize>block * <usize>width * BLOCK_BYTES,
        weights + <usize>block * BLOCK_BYTES,
        width,
        weighted,
        to,
      );
    }
  }
}

/** Two columns against four at a time: eight sums side by side in registers. */
function addBlockProducts(cells: usize, weights: usize, width: i32, weighted: usize, to: usize): void {
  for (let row = 0; row < width; row += 2) {
    const own = cells + <usize>row * BLOCK_BYTES;
    for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
      const weight = v128.load(weights + i);
      v128.store(weighted + i, f64x2.mul(weight, v128.load(own + i)));
      v128.store(weighted + i, f64x2.mul(weight, v128.load(own + i, BLOCK_BYTES)), BLOCK_BYTES);
    }
    for (let column = 0; column <= row; column += 4) {
      let a0 = f64x2.splat(0),
        a1 = f64x2.splat(0),
        a2 = f64x2.splat(0),
        a3 = f64x2.splat(0),
        b0 = f64x2.splat(0),
        b1 = f64x2.splat(0),
        b2 = f64x2.splat(0),
        b3 = f64x2.splat(0);
      const from = cells + <usize>column * BLOCK_BYTES;
      for (let i: usize = 0; i < BLOCK_BYTES; i += 16) {
        const cell = from + i;
        const a = v128.load(weighted + i),
          b = v128.load(weighted + i, BLOCK_BYTES);
        const c0 = v128.load(cell),
          c1 = v128.load(cell, BLOCK_BYTES),
          c2 = v128.load(cell, 2 * BLOCK_BYTES),
          c3 = v128.load(cell, 3 * BLOCK_BYTES);
        a0 = f64x2.add(a0, f64x2.mul(a, c0));
        a1 = f64x2.add(a1, f64x2.mul(a, c1));
        a2 = f64x2.add(a2, f64x2.mul(a, c2));
        a3 = f64x2.add(a3, f64x2.mul(a, c3));
        b0 = f64x2.add(b0, f64x2.mul(b, c0));
        b1 = f64x2.add(b1, f64x2.mul(b, c1));
        b2 = f64x2.add(b2, f64x2.mul(b, c2));
        b3 = f64x2.add(b3, f64x2.mul(b, c3));
      }
      const at = to + ((<usize>(row * width + column)) << 3);
      addTo(at, a0, a1, a2, a3);
      addTo(at + ((<usize>width) << 3), b0, b1, b2, b3);
    }
  }
}

function addTo(at: usize, s0: v128, s1: v128, s2: v128, s3: v128): void {
  store<f64>(at, load<f64>(at) + sum2(s0));
  store<f64>(at, load<f64>(at, 8) + sum2(s1), 8);
  store<f64>(at, load<f64>(at, 16) + sum2(s2), 16);
  store<f64>(at, load<f64>(at, 24) + sum2(s3), 24);
}

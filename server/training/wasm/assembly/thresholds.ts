// The best threshold of one numeric feature.

import { fewest, G, H, leafValue, most, penalty, scoreOf } from './leaf-score';

// Where missing values go.
export const MISSING_RIGHT = 0;
export const MISSING_LEFT = 1;
export const MISSING_UNSEEN = 2;

/** What the last search of a feature found; `bin` is -1 when nothing. */
export let score: f64 = 0;
export let bin: i32 = -1;
export let missingSide: i32 = MISSING_UNSEEN;
export let left: i64 = 0;

/**
 * Tries every bin of `sums` as the last one on the left, with missing values (their sum is `missing`) on either side.
 * Every operation is the one `findThresholds` does in vectors, so both find the same.
 */
export function findThreshold(sums: usize, valueBins: i32, missing: i64): void {
  // Locals: the compiler reads a global anew in every turn of a loop.
  const totalG = G,
    totalH = H,
    least = fewest,
    highest = most,
    l2 = penalty;
  let best: f64 = 0;
  let bestBin = -1;
  let bestLeft: i64 = 0;
  let bestMissing = MISSING_UNSEEN;
  for (let missingLeft = 0; missingLeft < (missing !== 0 ? 2 : 1); ++missingLeft) {
    let sum: i64 = missingLeft ? missing : 0;
    // With missing values on the right the last bin may split too: all values left, missing right.
    const end = missing !== 0 && !missingLeft ? valueBins : valueBins - 1;
    for (let b = 0; b < end; ++b) {
      sum += load<i64>(sums + ((<usize>b) << 3));
      const HL = <f64>(<u32>sum);
      if (HL < least) continue;
      if (HL > highest) break;
      const GL = <f64>(<i32>(sum >> 32));
      const GR = totalG - GL;
      const dl = HL + l2;
      const dr = totalH - HL + l2;
      const candidate = (GL * GL * dr + GR * GR * dl) / (dl * dr);
      if (candidate > best) {
        best = candidate;
        bestBin = b;
        bestLeft = sum;
        if (missing !== 0) bestMissing = missingLeft ? MISSING_LEFT : MISSING_RIGHT;
      }
    }
  }
  score = best;
  bin = bestBin;
  left = bestLeft;
  missingSide = bestMissing;
}

/** What the last search of a second feature beside the first found. */
export let secondScore: f64 = 0;
export let secondBin: i32 = -1;
export let secondLeft: i64 = 0;

/**
 * Two features without missing values at once, a lane each: the bins of one depend on each other, those of two do not.
 * No bin is skipped by a branch, since where a leaf's sums begin and end to be enough cannot be predicted. At and beyond
 * a feature's last bin the sum is the leaf's, which leaves too little for the other side, so no bin needs to be counted.
 */
export function findThresholds(first: usize, second: usize, bins: i32): void {
  const totalG = f64x2.splat(G),
    totalH = f64x2.splat(H),
    least = f64x2.splat(fewest),
    highest = f64x2.splat(most),
    l2 = f64x2.splat(penalty),
    one = f64x2.splat(1.0);
  let best = f64x2.splat(0.0),
    bestBin = f64x2.splat(-1.0),
    bestLeft = i64x2.splat(0),
    sum = i64x2.splat(0),
    b = f64x2.splat(0.0);
  const apart = second - first;
  for (const end = first + ((<usize>bins) << 3); first < end; first += 8) {
    sum = i64x2.add(sum, v128.load64_lane(first + apart, v128.load64_zero(first), 1));
    const HL = f64x2.convert_low_i32x4_u(v128.shuffle<i32>(sum, sum, 0, 2, 0, 2));
    const GL = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(sum, sum, 1, 3, 1, 3));
    const GR = f64x2.sub(totalG, GL);
    const dl = f64x2.add(HL, l2);
    const dr = f64x2.add(f64x2.sub(totalH, HL), l2);
    const numerator = f64x2.add(f64x2.mul(f64x2.mul(GL, GL), dr), f64x2.mul(f64x2.mul(GR, GR), dl));
    const isEnough = v128.and(f64x2.ge(HL, least), f64x2.le(HL, highest));
    const candidate = v128.and(f64x2.div(numerator, f64x2.mul(dl, dr)), isEnough);
    // The next turn waits for nothing but this maximum.
    const isBetter = f64x2.gt(candidate, best);
    best = f64x2.pmax(best, candidate);
    bestBin = v128.bitselect(b, bestBin, isBetter);
    bestLeft = v128.bitselect(sum, bestLeft, isBetter);
    b = f64x2.add(b, one);
  }
  score = f64x2.extract_lane(best, 0);
  bin = <i32>f64x2.extract_lane(bestBin, 0);
  left = i64x2.extract_lane(bestLeft, 0);
  missingSide = MISSING_UNSEEN;
  secondScore = f64x2.extract_lane(best, 1);
  secondBin = <i32>f64x2.extract_lane(bestBin, 1);
  secondLeft = i64x2.extract_lane(bestLeft, 1);
}

/**
 * One feature with an L1 penalty, bounds of the leaf's value, and a direction in which values must not fall (1), must not
 * rise (-1), or may do either (0). LightGBM's basic method: a split whose sides would be in the wrong order is none.
 */
export function findThresholdWithin(sums: usize, valueBins: i32, missing: i64, direction: i32): void {
  const totalG = G,
    totalH = H,
    l2 = penalty;
  score = 0;
  bin = -1;
  missingSide = MISSING_UNSEEN;
  for (let missingLeft = 0; missingLeft < (missing !== 0 ? 2 : 1); ++missingLeft) {
    let sum: i64 = missingLeft ? missing : 0;
    const end = missing !== 0 && !missingLeft ? valueBins : valueBins - 1;
    for (let b = 0; b < end; ++b) {
      sum += load<i64>(sums + ((<usize>b) << 3));
      const HL = <f64>(<u32>sum);
      if (HL < fewest) continue;
      if (HL > most) break;
      const GL = <f64>(<i32>(sum >> 32));
      const GR = totalG - GL,
        HR = totalH - HL;
      const leftValue = leafValue(GL, HL, l2),
        rightValue = leafValue(GR, HR, l2);
      if (direction > 0 ? leftValue > rightValue : direction < 0 && leftValue < rightValue) continue;
      const both = scoreOf(GL, HL, l2, leftValue) + scoreOf(GR, HR, l2, rightValue);
      if (both > score) {
        score = both;
        bin = b;
        left = sum;
        if (missing !== 0) missingSide = missingLeft ? MISSING_LEFT : MISSING_RIGHT;
      }
    }
  }
}

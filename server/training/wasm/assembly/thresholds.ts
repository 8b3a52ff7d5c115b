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
 * Candidates are compared without division (score = numerator / denominator).
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
      const numerator = GL * GL * dr + GR * GR * dl;
      const denominator = dl * dr;
      if (numerator > best * denominator) {
        best = numerator / denominator;
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

/**
 * The same with an L1 penalty, bounds of the leaf's value, and a direction in which values must not fall (1), must not
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

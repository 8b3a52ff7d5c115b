// The best set of categories of one categorical feature, as LightGBM finds it: categories sorted by gradient / hessian,
// of which the best split is a prefix or a suffix (Fisher 1958); a few categories are tried one against the rest.
// Missing values and the categories too rare for a bin of their own are a category each.

import {
  categoryPenalty,
  categoryRows,
  categorySmoothing,
  fewest,
  H,
  maxCategories,
  maxOneHot,
  minGroupRows,
  most,
  penalty,
  rowsPerHessian,
  splitScore,
} from './leaf-score';

/** What the last search found: its score (0: nothing), the sums of the left side, and whether categories were sorted. */
export let score: f64 = 0;
export let left: i64 = 0;
export let isSorted: bool = false;

/** `members`: 32 bytes, a bit per bin that goes left. `keys`: room for 256 u64, twice. `kept`: bins that are one category. */
export function findCategories(sums: usize, bins: i32, kept: i32, keys: usize, members: usize): void {
  score = 0;
  isSorted = kept > maxOneHot;
  if (isSorted) findSubset(sums, bins, keys, members);
  else findOne(sums, bins, members);
}

function findOne(sums: usize, bins: i32, members: usize): void {
  for (let b = 0; b < bins; ++b) {
    const sum = load<i64>(sums + ((<usize>b) << 3));
    const HL = <f64>(<u32>sum);
    if (HL < fewest || HL > most) continue;
    const both = splitScore(<f64>(<i32>(sum >> 32)), HL, penalty);
    if (both > score) {
      score = both;
      left = sum;
      memory.fill(members, 0, 32);
      setBit(members, b);
    }
  }
}

function findSubset(sums: usize, bins: i32, keys: usize, members: usize): void {
  let used = 0;
  for (let b = 0; b < bins; ++b) {
    const sum = load<i64>(sums + ((<usize>b) << 3));
    const hessian = <f64>(<u32>sum);
    if (hessian === 0 || hessian * rowsPerHessian < categoryRows) continue;
    const ratio = <f64>(<i32>(sum >> 32)) / (hessian + categorySmoothing);
    store<u64>(keys + ((<usize>used) << 3), sortableKey(ratio, b));
    ++used;
  }
  const sorted = sortKeys(keys, keys + 2048, used);
  const longest = min(maxCategories, (used + 1) >> 1);
  // The other side must be able to hold a group as well.
  const highest = min(most, H - minGroupRows / rowsPerHessian);
  let bestCount = 0,
    bestFromEnd = false;
  for (let fromEnd = 0; fromEnd < 2; ++fromEnd) {
    let sum: i64 = 0;
    let groupRows: f64 = 0;
    for (let i = 0; i < longest; ++i) {
      const b = binOf(sorted, fromEnd ? used - 1 - i : i);
      const own = load<i64>(sums + ((<usize>b) << 3));
      sum += own;
      groupRows += <f64>(<u32>own) * rowsPerHessian;
      const HL = <f64>(<u32>sum);
      if (HL < fewest) continue;
      if (HL > highest) break;
      if (groupRows < minGroupRows) continue;
      groupRows = 0;
      const both = splitScore(<f64>(<i32>(sum >> 32)), HL, categoryPenalty);
      if (both > score) {
        score = both;
        left = sum;
        bestCount = i + 1;
        bestFromEnd = <bool>fromEnd;
      }
    }
  }
  memory.fill(members, 0, 32);
  for (let i = 0; i < bestCount; ++i) setBit(members, binOf(sorted, bestFromEnd ? used - 1 - i : i));
}

/** Bits of the ratio in the order of doubles; the bin in the lowest ones makes every key different. */
function sortableKey(ratio: f64, b: i32): u64 {
  const bits = reinterpret<u64>(ratio);
  const ordered = bits >> 63 ? ~bits : bits | 0x8000000000000000;
  return (ordered & ~0xff) | <u64>b;
}

function binOf(keys: usize, i: i32): i32 {
  return <i32>load<u8>(keys + ((<usize>i) << 3));
}

function setBit(members: usize, b: i32): void {
  const at = members + (<usize>b >> 3);
  store<u8>(at, load<u8>(at) | ((<u8>1) << (<u8>(b & 7))));
}

/** Merge sort from the bottom up; returns where the sorted keys lie. */
function sortKeys(keys: usize, spare: usize, count: i32): usize {
  let from = keys,
    to = spare;
  for (let run = 1; run < count; run <<= 1) {
    for (let start = 0; start < count; start += run << 1) {
      const middle = min(start + run, count),
        end = min(middle + run, count);
      let a = start,
        b = middle;
      for (let out = start; out < end; ++out) {
        const takeA = b >= end || (a < middle && keyAt(from, a) < keyAt(from, b));
        store<u64>(to + ((<usize>out) << 3), keyAt(from, takeA ? a++ : b++));
      }
    }
    const swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

function keyAt(keys: usize, i: i32): u64 {
  return load<u64>(keys + ((<usize>i) << 3));
}

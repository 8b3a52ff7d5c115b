// Cuts each feature into at most 255 bins and gives every row its bin, one byte. All comparisons are on doubles:
// a row is in bin b or below exactly when `x <= bounds[b]`, the same test a finished tree makes.

import { chunkStart } from './chunk';

const DIGIT_BITS = 11;
const DIGITS = 6;
const BUCKETS = 1 << DIGIT_BITS;
/** Bounds kept per feature: 255 real ones at most, and +Infinity up to a power of two for the search. */
const BOUNDS = 256;

/** Bits of a double as an unsigned integer of the same order. */
function toKey(bits: u64): u64 {
  return bits >> 63 ? ~bits : bits | 0x8000000000000000;
}

function fromKey(key: u64): u64 {
  return key >> 63 ? (key << 1) >> 1 : ~key;
}

/** Sorts `count` doubles, none NaN, by radix; `spare` has their size, `counters` 48 KB. The result is at `values`. */
function sortDoubles(values: usize, spare: usize, counters: usize, count: i32): void {
  memory.fill(counters, 0, DIGITS * BUCKETS * 4);
  const end = values + ((<usize>count) << 3);
  for (let at = values; at < end; at += 8) {
    const key = toKey(load<u64>(at));
    store<u64>(at, key);
    for (let digit = 0; digit < DIGITS; ++digit) {
      const counter =
        counters + ((<usize>(digit * BUCKETS + (<i32>(key >> (digit * DIGIT_BITS)) & (BUCKETS - 1)))) << 2);
      store<u32>(counter, load<u32>(counter) + 1);
    }
  }
  let from = values,
    to = spare;
  for (let digit = 0; digit < DIGITS; ++digit) {
    const table = counters + ((<usize>(digit * BUCKETS)) << 2);
    const first = (<usize>(load<u64>(from) >> (digit * DIGIT_BITS)) & (BUCKETS - 1)) << 2;
    if (load<i32>(table + first) === count) continue; // Equal in all keys: nothing to move.
    let sum: u32 = 0;
    for (let bucket = 0; bucket < BUCKETS; ++bucket) {
      const counter = table + ((<usize>bucket) << 2);
      const size = load<u32>(counter);
      store<u32>(counter, sum);
      sum += size;
    }
    for (let at = from, stop = from + ((<usize>count) << 3); at < stop; at += 8) {
      const key = load<u64>(at);
      const counter = table + ((<usize>(key >> (digit * DIGIT_BITS)) & (BUCKETS - 1)) << 2);
      const place = load<u32>(counter);
      store<u32>(counter, place + 1);
      store<u64>(to + ((<usize>place) << 3), key);
    }
    const swapped = from;
    from = to;
    to = swapped;
  }
  for (let at: usize = 0, stop = (<usize>count) << 3; at < stop; at += 8) {
    store<u64>(values + at, fromKey(load<u64>(from + at)));
  }
}

/** A double m with a <= m < b for a < b: halfway where that can be represented, else a. */
function boundBetween(a: f64, b: f64): f64 {
  const middle = a * 0.5 + b * 0.5;
  return middle >= a && middle < b ? middle : a;
}

/**
 * Bounds of at most `maxBins` bins of about equal count, a value that fills a bin by itself getting one (as
 * LightGBM's GreedyFindBin). `values` are sorted; runs go to `distinct` (f64) and `counts` (i32). Returns the bins.
 */
function placeBounds(values: usize, count: i32, maxBins: i32, distinct: usize, counts: usize, bounds: usize): i32 {
  for (let b = 0; b < BOUNDS; ++b) store<f64>(bounds + ((<usize>b) << 3), Infinity);
  if (count === 0) return 1;
  let runs = 0;
  for (let i = 0; i < count; ) {
    const value = load<f64>(values + ((<usize>i) << 3));
    let j = i + 1;
    while (j < count && load<f64>(values + ((<usize>j) << 3)) === value) ++j;
    store<f64>(distinct + ((<usize>runs) << 3), value);
    store<i32>(counts + ((<usize>runs) << 2), j - i);
    ++runs;
    i = j;
  }
  let bins = 1;
  if (runs <= maxBins) {
    for (let run = 0; run < runs - 1; ++run) {
      const at = distinct + ((<usize>run) << 3);
      store<f64>(bounds + ((<usize>run) << 3), boundBetween(load<f64>(at), load<f64>(at, 8)));
    }
    return runs;
  }
  const heavy: f64 = <f64>count / <f64>maxBins;
  let restBins = maxBins,
    restCount = count;
  for (let run = 0; run < runs; ++run) {
    const size = load<i32>(counts + ((<usize>run) << 2));
    if (<f64>size >= heavy) {
      --restBins;
      restCount -= size;
    }
  }
  let target: f64 = <f64>restCount / <f64>restBins;
  let inBin = 0;
  for (let run = 0; run < runs - 1 && bins < maxBins; ++run) {
    const size = load<i32>(counts + ((<usize>run) << 2)),
      next = load<i32>(counts + ((<usize>run) << 2), 4);
    const isHeavy = <f64>size >= heavy;
    if (!isHeavy) restCount -= size;
    inBin += size;
    const nextIsHeavy = <f64>next >= heavy;
    if (isHeavy || <f64>inBin >= target || (nextIsHeavy && <f64>inBin >= max(1.0, target * 0.5))) {
      const at = distinct + ((<usize>run) << 3);
      store<f64>(bounds + ((<usize>(bins - 1)) << 3), boundBetween(load<f64>(at), load<f64>(at, 8)));
      ++bins;
      inBin = 0;
      if (!isHeavy && restBins > 1) {
        --restBins;
        target = <f64>restCount / <f64>restBins;
      }
    }
  }
  return bins;
}

/**
 * One feature per thread: the sample in slot `thread` (its size in `sizes`, -1 = no feature) becomes bounds at
 * `bounds` + thread × 2,048 and a bin count in `binCounts`. A slot is 48 KB for counters, then for each of `capacity`
 * values 8 bytes of sample, 8 spare, 8 distinct and 4 counts.
 */
export function findBounds(
  thread: i32,
  _threads: i32,
  slots: usize,
  slotBytes: usize,
  capacity: i32,
  sizes: usize,
  maxBins: i32,
  bounds: usize,
  binCounts: usize,
): void {
  const count = load<i32>(sizes + ((<usize>thread) << 2));
  if (count < 0) return;
  const counters = slots + <usize>thread * slotBytes;
  const values = counters + DIGITS * BUCKETS * 4;
  const spare = values + ((<usize>capacity) << 3);
  const distinct = spare + ((<usize>capacity) << 3);
  const counts = distinct + ((<usize>capacity) << 3);
  if (count > 0) sortDoubles(values, spare, counters, count);
  const bins = placeBounds(values, count, maxBins, distinct, counts, bounds + <usize>thread * BOUNDS * 8);
  store<i32>(binCounts + ((<usize>thread) << 2), bins);
}

/** Index of the first of 256 bounds that is >= x, by eight steps without a branch. */
function binOf(x: f64, bounds: usize): i32 {
  let low: usize = 0;
  low += (<usize>(x > load<f64>(bounds + ((low + 127) << 3)))) << 7;
  low += (<usize>(x > load<f64>(bounds + ((low + 63) << 3)))) << 6;
  low += (<usize>(x > load<f64>(bounds + ((low + 31) << 3)))) << 5;
  low += (<usize>(x > load<f64>(bounds + ((low + 15) << 3)))) << 4;
  low += (<usize>(x > load<f64>(bounds + ((low + 7) << 3)))) << 3;
  low += (<usize>(x > load<f64>(bounds + ((low + 3) << 3)))) << 2;
  low += (<usize>(x > load<f64>(bounds + ((low + 1) << 3)))) << 1;
  low += <usize>(x > load<f64>(bounds + (low << 3)));
  return <i32>low;
}

/** Adds multiplier × bin of each raw value to the bytes of its group's column; NaN is in `missingBin`. */
export function mapBins(
  thread: i32,
  threads: i32,
  rows: i32,
  raw: usize,
  bounds: usize,
  missingBin: i32,
  multiplier: i32,
  column: usize,
): void {
  const end = chunkStart(0, rows, thread + 1, threads);
  for (let row = chunkStart(0, rows, thread, threads); row < end; ++row) {
    const x = load<f64>(raw + ((<usize>row) << 3));
    const bin = F64.isNaN(x) ? missingBin : binOf(x, bounds);
    const at = column + <usize>row;
    store<u8>(at, load<u8>(at) + bin * multiplier);
  }
}

/** Copies `width` columns, `columnBytes` apart, into rows of `rowBytes`: what histograms read. */
export function columnsToRows(
  thread: i32,
  threads: i32,
  rows: i32,
  columns: usize,
  columnBytes: usize,
  width: i32,
  out: usize,
  rowBytes: usize,
): void {
  const end = chunkStart(0, rows, thread + 1, threads);
  // So many rows stay in the first-level cache while the columns pass.
  const rowsAtOnce = max(64, 16384 / <i32>rowBytes);
  for (let block = chunkStart(0, rows, thread, threads); block < end; block += rowsAtOnce) {
    const stop = min(end, block + rowsAtOnce);
    for (let c = 0; c < width; ++c) {
      const column = columns + <usize>c * columnBytes;
      for (let row = block; row < stop; ++row) {
        store<u8>(out + <usize>row * rowBytes + <usize>c, load<u8>(column + <usize>row));
      }
    }
  }
}

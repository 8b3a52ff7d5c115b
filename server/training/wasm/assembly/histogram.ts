// A histogram holds, for each byte column (a group of features), 256 sums of packed gradient pairs: 2 KB a column.

import { chunkStart } from './chunk';

function addPair(at: usize, pair: i64): void {
  store<i64>(at, load<i64>(at) + pair);
}

/** Adds rows index[start, end) to the histograms of `width` columns lying side by side in rows of `rowBytes`. */
function addRows(
  codes: usize,
  rowBytes: usize,
  width: i32,
  index: usize,
  start: i32,
  end: i32,
  pairs: usize,
  out: usize,
): void {
  const eights = width >> 3,
    hasFour = width & 4,
    singles = width & 3;
  for (let i = start; i < end; ++i) {
    const row = <usize>load<u32>(index + ((<usize>i) << 2));
    const pair = load<i64>(pairs + (row << 3));
    let code = codes + row * rowBytes;
    let histogram = out;
    // One load brings the codes of eight columns; a code × 8 is the offset in its column's histogram.
    for (let k = 0; k < eights; ++k) {
      const w = load<u64>(code);
      let at = histogram + <usize>((w << 3) & 0x7f8);
      store<i64>(at, load<i64>(at) + pair);
      at = histogram + <usize>((w >> 5) & 0x7f8);
      store<i64>(at, load<i64>(at, 2048) + pair, 2048);
      at = histogram + <usize>((w >> 13) & 0x7f8);
      store<i64>(at, load<i64>(at, 4096) + pair, 4096);
      at = histogram + <usize>((w >> 21) & 0x7f8);
      store<i64>(at, load<i64>(at, 6144) + pair, 6144);
      at = histogram + <usize>((w >> 29) & 0x7f8);
      store<i64>(at, load<i64>(at, 8192) + pair, 8192);
      at = histogram + <usize>((w >> 37) & 0x7f8);
      store<i64>(at, load<i64>(at, 10240) + pair, 10240);
      at = histogram + <usize>((w >> 45) & 0x7f8);
      store<i64>(at, load<i64>(at, 12288) + pair, 12288);
      at = histogram + <usize>((w >> 53) & 0x7f8);
      store<i64>(at, load<i64>(at, 14336) + pair, 14336);
      code += 8;
      histogram += 16384;
    }
    if (hasFour) {
      const w = <u64>load<u32>(code);
      let at = histogram + <usize>((w << 3) & 0x7f8);
      store<i64>(at, load<i64>(at) + pair);
      at = histogram + <usize>((w >> 5) & 0x7f8);
      store<i64>(at, load<i64>(at, 2048) + pair, 2048);
      at = histogram + <usize>((w >> 13) & 0x7f8);
      store<i64>(at, load<i64>(at, 4096) + pair, 4096);
      at = histogram + <usize>((w >> 21) & 0x7f8);
      store<i64>(at, load<i64>(at, 6144) + pair, 6144);
      code += 4;
      histogram += 8192;
    }
    for (let k = 0; k < singles; ++k) {
      addPair(histogram + ((<usize>load<u8>(code)) << 3), pair);
      ++code;
      histogram += 2048;
    }
  }
}

/**
 * Histograms of one tile (at most 32 columns) over index[start, end). Thread 0 writes to `out`, thread t to
 * `partial` + (t - 1) × `partialBytes`; `searchSplits` adds them up. The value returned means nothing: without it the
 * loads that only warm the cache would be removed as dead.
 */
export function buildHistogram(
  thread: i32,
  threads: i32,
  start: i32,
  end: i32,
  codes: usize,
  rowBytes: usize,
  width: i32,
  index: usize,
  pairs: usize,
  out: usize,
  partial: usize,
  partialBytes: usize,
): u32 {
  const target = thread === 0 ? out : partial + <usize>(thread - 1) * partialBytes;
  memory.fill(target, 0, (<usize>width) << 11);
  let touched: u32 = 0;
  const stop = chunkStart(start, end, thread + 1, threads);
  for (let i = chunkStart(start, end, thread, threads); i < stop; i += 16) {
    const next = min(stop, i + 16);
    // The rows of a leaf are scattered: touching sixteen at once lets their cache misses overlap.
    for (let j = i; j < next; ++j) {
      const row = <usize>load<u32>(index + ((<usize>j) << 2));
      touched ^= load<u32>(codes + row * rowBytes) ^ load<u32>(pairs + (row << 3));
    }
    addRows(codes, rowBytes, width, index, i, next, pairs, target);
  }
  return touched;
}

/** sum += part for whole columns [first, last). */
export function addHistogram(sum: usize, part: usize, first: i32, last: i32): void {
  const end = (<usize>last) << 11;
  for (let at = (<usize>first) << 11; at < end; at += 16) {
    v128.store(sum + at, i64x2.add(v128.load(sum + at), v128.load(part + at)));
  }
}

/** parent -= child for columns [first, last): what remains is the other child. */
export function subtractHistogram(parent: usize, child: usize, first: i32, last: i32): void {
  const end = (<usize>last) << 11;
  for (let at = (<usize>first) << 11; at < end; at += 16) {
    v128.store(parent + at, i64x2.sub(v128.load(parent + at), v128.load(child + at)));
  }
}

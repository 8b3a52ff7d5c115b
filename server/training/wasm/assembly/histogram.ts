// A histogram holds, for each byte column (a group of features), 256 sums of packed gradient pairs: 2 KB a column.

import { chunkStart } from './chunk';

/** Columns that are counted together: their histograms (16 KB) and a block's codes fit the first-level cache. */
export const TILE: i32 = 8;

/** Adds a block of gathered rows to the histograms of eight columns. `codes` lie `rowBytes` apart, pairs side by side. */
function addEight(codes: usize, rowBytes: usize, pairs: usize, rows: i32, out: usize): void {
  for (let at = pairs, stop = pairs + ((<usize>rows) << 3); at < stop; at += 8) {
    const pair = load<i64>(at);
    // A load of a byte is one instruction; taking bytes from a word of eight would be three each.
    let sum = out + ((<usize>load<u8>(codes)) << 3);
    store<i64>(sum, load<i64>(sum) + pair);
    sum = out + ((<usize>load<u8>(codes, 1)) << 3);
    store<i64>(sum, load<i64>(sum, 2048) + pair, 2048);
    sum = out + ((<usize>load<u8>(codes, 2)) << 3);
    store<i64>(sum, load<i64>(sum, 4096) + pair, 4096);
    sum = out + ((<usize>load<u8>(codes, 3)) << 3);
    store<i64>(sum, load<i64>(sum, 6144) + pair, 6144);
    sum = out + ((<usize>load<u8>(codes, 4)) << 3);
    store<i64>(sum, load<i64>(sum, 8192) + pair, 8192);
    sum = out + ((<usize>load<u8>(codes, 5)) << 3);
    store<i64>(sum, load<i64>(sum, 10240) + pair, 10240);
    sum = out + ((<usize>load<u8>(codes, 6)) << 3);
    store<i64>(sum, load<i64>(sum, 12288) + pair, 12288);
    sum = out + ((<usize>load<u8>(codes, 7)) << 3);
    store<i64>(sum, load<i64>(sum, 14336) + pair, 14336);
    codes += rowBytes;
  }
}

/** The same for two columns: what is left of a width takes one to three of these. */
function addTwo(codes: usize, rowBytes: usize, pairs: usize, rows: i32, out: usize): void {
  for (let at = pairs, stop = pairs + ((<usize>rows) << 3); at < stop; at += 8) {
    const pair = load<i64>(at);
    let sum = out + ((<usize>load<u8>(codes)) << 3);
    store<i64>(sum, load<i64>(sum) + pair);
    sum = out + ((<usize>load<u8>(codes, 1)) << 3);
    store<i64>(sum, load<i64>(sum, 2048) + pair, 2048);
    codes += rowBytes;
  }
}

function addOne(codes: usize, rowBytes: usize, pairs: usize, rows: i32, out: usize): void {
  for (let at = pairs, stop = pairs + ((<usize>rows) << 3); at < stop; at += 8) {
    const sum = out + ((<usize>load<u8>(codes)) << 3);
    store<i64>(sum, load<i64>(sum) + load<i64>(at));
    codes += rowBytes;
  }
}

/**
 * Adds rows index[start, end) to the histograms of columns [first, last), at `out` + 2 KB × column; takes them away when
 * `isTaken`. `first` is a multiple of 8. Rows lie `rowBytes`, a multiple of 16, apart.
 *
 * The rows of a leaf are scattered, so blocks of them are first copied to `spare`, `blockRows` × (8 + rowBytes) bytes:
 * the cache misses of a copy overlap, and what follows reads a block from the nearest caches once per eight columns.
 */
export function addRows(
  first: i32,
  last: i32,
  start: i32,
  end: i32,
  rows: usize,
  rowBytes: usize,
  index: usize,
  pairs: usize,
  isTaken: bool,
  out: usize,
  spare: usize,
  blockRows: i32,
): void {
  // Only the codes that are needed are copied, in whole vectors.
  const skipped = <usize>first & ~15;
  const copied = ((<usize>last + 15) & ~15) - skipped;
  const codes = spare + ((<usize>blockRows) << 3);
  for (let block = start; block < end; block += blockRows) {
    const count = min(blockRows, end - block);
    let toPair = spare,
      toCodes = codes;
    const stop = index + ((<usize>(block + count)) << 2);
    for (let at = index + ((<usize>block) << 2); at < stop; at += 4) {
      const row = <usize>load<u32>(at);
      const pair = load<i64>(pairs + (row << 3));
      store<i64>(toPair, isTaken ? -pair : pair);
      toPair += 8;
      const from = rows + row * rowBytes + skipped;
      for (let offset: usize = 0; offset < copied; offset += 16) {
        v128.store(toCodes + offset, v128.load(from + offset));
      }
      toCodes += copied;
    }
    let column = first;
    for (; column + TILE <= last; column += TILE) {
      addEight(codes + <usize>column - skipped, copied, spare, count, out + ((<usize>column) << 11));
    }
    for (; column + 2 <= last; column += 2) {
      addTwo(codes + <usize>column - skipped, copied, spare, count, out + ((<usize>column) << 11));
    }
    if (column < last) addOne(codes + <usize>column - skipped, copied, spare, count, out + ((<usize>column) << 11));
  }
}

/**
 * Histograms of all columns over index[start, end), shared by rows. Thread 0 writes to `out`, thread t to
 * `partial` + (t - 1) × `partialBytes`; `searchSplits` adds them up. `spare`: `spareBytes` per thread.
 */
export function buildHistogram(
  thread: i32,
  threads: i32,
  start: i32,
  end: i32,
  rows: usize,
  rowBytes: usize,
  columns: i32,
  index: usize,
  pairs: usize,
  out: usize,
  partial: usize,
  partialBytes: usize,
  spare: usize,
  spareBytes: usize,
  blockRows: i32,
): void {
  const target = thread === 0 ? out : partial + <usize>(thread - 1) * partialBytes;
  const first = chunkStart(start, end, thread, threads),
    last = chunkStart(start, end, thread + 1, threads);
  const mySpare = spare + <usize>thread * spareBytes;
  memory.fill(target, 0, (<usize>columns) << 11);
  addRows(0, columns, first, last, rows, rowBytes, index, pairs, false, target, mySpare, blockRows);
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

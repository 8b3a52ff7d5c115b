import { chunkStart } from './chunk';

/** index[start, end) = start, start + 1, ... */
export function countRows(thread: i32, threads: i32, index: usize, rows: i32): void {
  const end = chunkStart(0, rows, thread + 1, threads);
  for (let row = chunkStart(0, rows, thread, threads); row < end; ++row) store<u32>(index + ((<usize>row) << 2), row);
}

/**
 * Splits each thread's share of index[start, end) by `goesLeft[code of the row]`, keeping the order: left rows move
 * to the front of the share, right rows to the same place in `rights`. Their number goes to `counts`[thread].
 */
export function partitionRows(
  thread: i32,
  threads: i32,
  start: i32,
  end: i32,
  column: usize,
  goesLeft: usize,
  index: usize,
  rights: usize,
  counts: usize,
): void {
  const first = chunkStart(start, end, thread, threads),
    last = chunkStart(start, end, thread + 1, threads);
  let left = index + ((<usize>first) << 2),
    right = rights + ((<usize>first) << 2);
  const begin = left,
    stop = index + ((<usize>last) << 2);
  for (let at = begin; at < stop; at += 4) {
    const row = load<u32>(at);
    const isLeft = <usize>load<u8>(goesLeft + <usize>load<u8>(column + <usize>row));
    // Written to both sides, and only one side moves on: a branch would be mispredicted half of the time.
    store<u32>(left, row);
    store<u32>(right, row);
    left += isLeft << 2;
    right += (1 - isLeft) << 2;
  }
  store<i32>(counts + ((<usize>thread) << 2), <i32>((left - begin) >> 2));
}

/** Puts the threads' shares together: all left rows, then all right rows. Returns the number of left rows. */
export function joinPartitions(parts: i32, start: i32, end: i32, index: usize, rights: usize, counts: usize): i32 {
  let to = index + ((<usize>start) << 2);
  for (let part = 0; part < parts; ++part) {
    const bytes = (<usize>load<i32>(counts + ((<usize>part) << 2))) << 2;
    memory.copy(to, index + ((<usize>chunkStart(start, end, part, parts)) << 2), bytes);
    to += bytes;
  }
  const lefts = <i32>((to - index) >> 2) - start;
  for (let part = 0; part < parts; ++part) {
    const first = chunkStart(start, end, part, parts),
      last = chunkStart(start, end, part + 1, parts);
    const bytes = (<usize>(last - first - load<i32>(counts + ((<usize>part) << 2)))) << 2;
    memory.copy(to, rights + ((<usize>first) << 2), bytes);
    to += bytes;
  }
  return lefts;
}

/**
 * Draws each row with a chance of `share` / 2^32, by a hash of `seed` and the row, as `partitionRows` would: rows that are
 * drawn are "left". The draw is the same for any number of threads, and for a training that was resumed.
 */
export function drawRows(
  thread: i32,
  threads: i32,
  rows: i32,
  seed: u32,
  share: f64,
  index: usize,
  rights: usize,
  counts: usize,
): void {
  const first = chunkStart(0, rows, thread, threads),
    last = chunkStart(0, rows, thread + 1, threads);
  let left = index + ((<usize>first) << 2),
    right = rights + ((<usize>first) << 2);
  const begin = left;
  const limit = <u64>share;
  for (let row: u32 = first; row < <u32>last; ++row) {
    const isDrawn = <usize>(<u64>mixed(mixed(row) ^ seed) < limit);
    store<u32>(left, row);
    store<u32>(right, row);
    left += isDrawn << 2;
    right += (1 - isDrawn) << 2;
  }
  store<i32>(counts + ((<usize>thread) << 2), <i32>((left - begin) >> 2));
}

/** The finaliser of MurmurHash3 (Austin Appleby): every bit of the input moves half of the output's. */
function mixed(x: u32): u32 {
  x = (x ^ (x >> 16)) * 0x85ebca6b;
  x = (x ^ (x >> 13)) * 0xc2b2ae35;
  return x ^ (x >> 16);
}

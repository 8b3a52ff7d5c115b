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

/** scores[row] += the value of the row's leaf. A leaf is start i32, end i32, value f64. */
export function addLeafValues(thread: i32, threads: i32, leaves: usize, count: i32, index: usize, scores: usize): void {
  for (let leaf = 0; leaf < count; ++leaf) {
    const entry = leaves + ((<usize>leaf) << 4);
    const start = load<i32>(entry),
      end = load<i32>(entry, 4);
    const value = load<f64>(entry, 8);
    const stop = index + ((<usize>chunkStart(start, end, thread + 1, threads)) << 2);
    for (let at = index + ((<usize>chunkStart(start, end, thread, threads)) << 2); at < stop; at += 4) {
      const score = scores + ((<usize>load<u32>(at)) << 3);
      store<f64>(score, load<f64>(score) + value);
    }
  }
}

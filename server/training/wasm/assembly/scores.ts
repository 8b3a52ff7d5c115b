// What a finished tree does to the scores of rows.

import { chunkStart } from './chunk';

/** scores[row] += the value of the row's leaf, for rows the tree was grown on. A leaf is start i32, end i32, value f64. */
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

/**
 * The same for rows index[start, end) the tree was not grown on: each walks down the tree. A node is 24 bytes: the
 * address of its column of codes i32 (0 at a leaf), left and right node i32, padding i32, value f64. Its codes are 32 bytes
 * at `goesLeft` + 32 × node, a bit per code.
 */
export function walkTree(
  thread: i32,
  threads: i32,
  start: i32,
  end: i32,
  index: usize,
  nodes: usize,
  goesLeft: usize,
  scores: usize,
): void {
  const stop = index + ((<usize>chunkStart(start, end, thread + 1, threads)) << 2);
  for (let at = index + ((<usize>chunkStart(start, end, thread, threads)) << 2); at < stop; at += 4) {
    const row = <usize>load<u32>(at);
    let node: i32 = 0;
    let entry = nodes;
    for (let column = load<u32>(entry); column !== 0; column = load<u32>(entry)) {
      const code = load<u8>(<usize>column + row);
      const bits = load<u8>(goesLeft + ((<usize>node) << 5) + <usize>(code >> 3));
      node = load<i32>(entry + <usize>((((bits >> (code & 7)) & 1) ^ 1) << 2), 4);
      entry = nodes + <usize>node * 24;
    }
    const score = scores + (row << 3);
    store<f64>(score, load<f64>(score) + load<f64>(entry, 16));
  }
}

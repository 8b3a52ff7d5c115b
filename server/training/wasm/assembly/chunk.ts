/**
 * First row of a thread's share of [start, end). Shares are multiples of 64 rows, so that vectors of four never
 * straddle two threads and two threads rarely write the same cache line.
 */
export function chunkStart(start: i32, end: i32, thread: i32, threads: i32): i32 {
  const blocks = (end - start + 63) >> 6;
  const perThread = (blocks + threads - 1) / threads;
  return min(end, start + thread * perThread * 64);
}

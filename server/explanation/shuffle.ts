/** The numbers 0 … count − 1 in random order: Fisher–Yates with Tommy Ettinger's 32-bit generator (mulberry32). */
export function shuffled(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  let state = seed;
  for (let last = count - 1; last > 0; last--) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    const other = Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * (last + 1));
    const own = order[last]!;
    order[last] = order[other]!;
    order[other] = own;
  }
  return order;
}

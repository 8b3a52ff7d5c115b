/** Four words of state from a seed, by the splitmix32 generator: neighbouring seeds have nothing in common. */
export function seedState(seed: number): Uint32Array {
  let state = Math.trunc(seed) >>> 0;
  return Uint32Array.from({ length: 4 }, () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0_aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
    return word ^ (word >>> 15);
  });
}

/**
 * Draws as many of the rows as there are, with replacement, and adds to the count of each (xoshiro128++, its words scaled
 * to places among the rows). Without `rows` those are all that have a count. The state goes on from draw to draw.
 */
export function drawRows(counts: Uint16Array, state: Uint32Array, rows?: Int32Array): void {
  const size = rows ? rows.length : counts.length;
  const scale = size / 2 ** 32;
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  for (let draw = 0; draw < size; draw++) {
    const sum = (a + d) | 0;
    const word = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const place = (word * scale) | 0;
    const row = rows ? rows[place]! : place;
    counts[row] = counts[row]! + 1;
  }
  state.set([a, b, c, d]);
}

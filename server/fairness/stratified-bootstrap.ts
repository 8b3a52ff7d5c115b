/**
 * Resamples every group on its own: as many draws of its rows, with replacement, as it has rows, so that groups keep their
 * sizes. The seed decides the draws: the same seed and rows give the same weights on any machine.
 */
export class StratifiedBootstrap {
  private readonly members: readonly Int32Array[];
  private readonly state: Uint32Array;
  /** How often each row was drawn; one array, filled anew by `draw`. */
  readonly weights: Uint16Array;

  constructor(ofRow: Int32Array, groups: number, seed: number) {
    this.weights = new Uint16Array(ofRow.length);
    const counts = new Int32Array(groups);
    for (const group of ofRow) counts[group]!++;
    const members = Array.from(counts, (count) => new Int32Array(count));
    const filled = new Int32Array(groups);
    for (let row = 0; row < ofRow.length; row++) members[ofRow[row]!]![filled[ofRow[row]!]!++] = row;
    this.members = members;
    this.state = seeded(seed);
  }

  /** xoshiro128++, its words scaled to places in the group. */
  draw(): Uint16Array {
    const { weights, state } = this;
    weights.fill(0);
    let [a, b, c, d] = [state[0]! | 0, state[1]! | 0, state[2]! | 0, state[3]! | 0];
    for (const rows of this.members) {
      const scale = rows.length / 2 ** 32;
      for (let drawn = 0; drawn < rows.length; drawn++) {
        const sum = (a + d) | 0;
        const word = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
        const shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = (d << 11) | (d >>> 21);
        weights[rows[Math.floor(word * scale)]!]!++;
      }
    }
    state.set([a, b, c, d]);
    return weights;
  }
}

/** Four words of state from a seed, by splitmix32. */
function seeded(seed: number): Uint32Array {
  let state = Math.trunc(seed) >>> 0;
  return Uint32Array.from({ length: 4 }, () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0_aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
    return word ^ (word >>> 15);
  });
}

import { drawRows, seedState } from '@/server/evaluation/draw-rows';

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
    this.state = seedState(seed);
  }

  draw(): Uint16Array {
    this.weights.fill(0);
    for (const rows of this.members) drawRows(this.weights, this.state, rows);
    return this.weights;
  }
}

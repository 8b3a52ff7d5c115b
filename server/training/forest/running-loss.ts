import type { Task } from '../training-data';
import { NO_LEAF, type RawTree } from './growers';

/** A share of 0 would cost infinitely much; it counts as this, as in scikit-learn. */
const LEAST_SHARE = Number.EPSILON;

/** What the trees so far say of each row, for a training that goes on later. */
export interface LossState {
  losses: number[];
  sums: Float64Array;
  votes: Uint32Array;
}

/**
 * The loss of the forest so far on rows of its table [start, start + target.length): log loss, or squared error. Each
 * row counts once it has a leaf: with a bootstrap those of training are judged by the trees that did not see them.
 */
export class RunningLoss {
  /** After each tree from the first on after which a row can be judged. */
  readonly losses: number[];
  private readonly sums: Float64Array;
  private readonly votes: Uint32Array;

  constructor(
    private readonly task: Task,
    private readonly start: number,
    private readonly target: Float64Array,
    private readonly weights: Float64Array | undefined,
    before?: LossState,
  ) {
    this.losses = before?.losses ?? [];
    this.sums = before?.sums ?? new Float64Array(target.length);
    this.votes = before?.votes ?? new Uint32Array(target.length);
  }

  get state(): LossState {
    return { losses: this.losses, sums: this.sums, votes: this.votes };
  }

  /** `answer` makes a target of what the kernel says of a leaf. Returns the loss with this tree. */
  add({ leafOf, values }: RawTree, classes: number, answer: (value: number) => number): number | undefined {
    const { sums, votes, target } = this;
    for (let row = 0; row < target.length; row++) {
      const leaf = leafOf[this.start + row]!;
      if (leaf === NO_LEAF) continue;
      // Of the classes, only the share of the true one matters.
      const own = values[leaf * classes + (classes > 1 ? target[row]! : 0)]!;
      sums[row]! += this.task === 'binary' && target[row] === 0 ? 1 - own : answer(own);
      votes[row]!++;
    }
    const loss = this.mean();
    if (loss !== undefined) this.losses.push(loss);
    return loss;
  }

  private mean(): number | undefined {
    const { sums, votes, target, weights } = this;
    let loss = 0;
    let total = 0;
    for (let row = 0; row < target.length; row++) {
      if (votes[row] === 0) continue;
      const answer = sums[row]! / votes[row]!;
      const weight = weights?.[row] ?? 1;
      total += weight;
      loss +=
        weight * (this.task === 'regression' ? (answer - target[row]!) ** 2 : -Math.log(Math.max(answer, LEAST_SHARE)));
    }
    return total > 0 ? loss / total : undefined;
  }
}

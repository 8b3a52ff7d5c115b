import { type Loss, weightedMeanLoss } from '../loss';
import type { Tree } from '../model';
import { addTree } from '../predict';
import type { ValidationData } from '../training-data';

/** Follows the loss on validation rows, one tree at a time. */
export class HeldOut {
  readonly losses: number[] = [];
  /** Trees there were at the best round. */
  bestTreeCount = 0;
  private bestRound = 0;
  private bestLoss = Number.POSITIVE_INFINITY;
  private readonly margins: Float64Array;
  private readonly outputs: number;

  constructor(
    private readonly data: ValidationData,
    private readonly loss: Loss,
    init: number[],
  ) {
    this.outputs = init.length;
    this.margins = Float64Array.from({ length: data.rowCount * this.outputs }, (_, at) => init[at % this.outputs]!);
  }

  add({ output, nodes }: Tree): void {
    addTree(nodes, this.data.columns, this.data.rowCount, this.margins, this.outputs, output);
  }

  /** Evaluates the loss after a round, `treeCount` trees in all. */
  endRound(treeCount: number): number {
    const loss = weightedMeanLoss(this.loss, this.outputs, this.margins, this.data.target, this.data.weights);
    this.losses.push(loss);
    if (loss < this.bestLoss) {
      this.bestLoss = loss;
      this.bestRound = this.losses.length;
      this.bestTreeCount = treeCount;
    }
    return loss;
  }

  roundsSinceBest(): number {
    return this.losses.length - this.bestRound;
  }
}

import type { Breather } from '../breather';
import { BLOCK_ROWS, type DesignMatrix, type MatrixSize, runOverBlocks } from './design-matrix';

/** As in wasm/assembly/linear.ts. */
export const LOSS_CODES = { squared: 0, logistic: 1, softmax: 2, poisson: 3 } as const;
export type LossName = keyof typeof LOSS_CODES;

/** Doubles that a block writes: the gradient of each output, then the loss. */
const sumsPerBlock = (width: number, outputs: number): number => outputs * (width + 1) + 1;

/** Working memory of a `MeanLoss`: parameters, margins of a block per thread, sums. */
export function lossWorkBytes({ blocks, width }: MatrixSize, outputs: number, threads: number): number {
  return 8 * (outputs * (width + 1) + threads * outputs * BLOCK_ROWS + blocks * sumsPerBlock(width, outputs));
}

/** The weighted mean loss and its gradient. Parameters lie output by output: `width` coefficients, then the intercept. */
export class MeanLoss {
  readonly size: number;
  private readonly sumsAt: number;
  private readonly scratchAt: number;

  constructor(
    private readonly matrix: DesignMatrix,
    private readonly loss: LossName,
    readonly outputs: number,
    private readonly breather: Breather,
  ) {
    this.size = outputs * (matrix.width + 1);
    this.scratchAt = matrix.workAt + 8 * this.size;
    this.sumsAt = this.scratchAt + 8 * matrix.crew.threads * outputs * BLOCK_ROWS;
  }

  /** Returns the mean loss at `x` and writes its gradient; over every `stride`th block of rows. */
  async evaluate(x: Float64Array, gradient: Float64Array, stride = 1): Promise<number> {
    const { matrix, outputs, size } = this;
    const places = Math.ceil(matrix.blocks / stride);
    const { buffer } = matrix.crew.memory;
    new Float64Array(buffer, matrix.workAt, size).set(x);
    await runOverBlocks(
      matrix,
      'linearLoss',
      places,
      BLOCK_ROWS * matrix.width * outputs,
      [
        ...[stride, matrix.width, outputs, LOSS_CODES[this.loss], matrix.address, matrix.targetsAt, matrix.weightsAt],
        ...[matrix.workAt, this.scratchAt, this.sumsAt],
      ],
      this.breather,
    );
    const weightSum = this.weightOf(stride);
    const sums = new Float64Array(buffer, this.sumsAt, places * (size + 1));
    let loss = 0;
    gradient.fill(0);
    for (let place = 0, at = 0; place < places; place++) {
      for (let i = 0; i < size; i++) gradient[i]! += sums[at++]!;
      loss += sums[at++]!;
    }
    for (let i = 0; i < size; i++) gradient[i]! /= weightSum;
    return loss / weightSum;
  }

  /** The weights of the rows of every `stride`th block; 0 when none of them counts. */
  weightOf(stride: number): number {
    const { matrix } = this;
    if (stride === 1) return matrix.weightSum;
    const weights = new Float64Array(matrix.crew.memory.buffer, matrix.weightsAt, matrix.blocks * BLOCK_ROWS);
    let sum = 0;
    for (let start = 0; start < weights.length; start += stride * BLOCK_ROWS) {
      for (let row = start; row < start + BLOCK_ROWS; row++) sum += weights[row]!;
    }
    return sum;
  }
}

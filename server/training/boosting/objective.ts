import type { Task, TrainingData } from '../training-data';
import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';

const BLOCK_ROWS = 4096;
const SUMS_PER_BLOCK = 3;

/** Where the working arrays lie, one entry per padded row; scores and probabilities once per output. */
interface Layout {
  paddedRows: number;
  scoresAt: number;
  targetsAt: number;
  weightsAt: number;
  gradientsAt: number;
  hessiansAt: number;
  probabilitiesAt: number;
  pairsAt: number;
  sumsAt: number;
}

/** The size of one unit of the integers in which gradients are summed. */
export interface PairUnits {
  gradient: number;
  hessian: number;
}

/** The loss that is being minimised: scores, gradients and their packed integer form. */
export class Objective {
  readonly outputs: number;
  /** Margin every row starts from, per output: the best constant. */
  readonly init: number[];
  /** Trees fit residuals in units of this (a regression's standard deviation; 1 for classes). */
  readonly unit: number;
  private readonly classFactor: number;

  /** `weights` have a mean of 1. */
  constructor(
    private readonly crew: Crew,
    private readonly layout: Layout,
    private readonly task: Task,
    data: TrainingData,
    weights: Float64Array,
  ) {
    this.outputs = outputCount(task, data);
    this.classFactor = this.outputs / Math.max(1, this.outputs - 1); // LightGBM's choice for softmax hessians.
    const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
    this.init = bestConstants(task, this.outputs, data.target, weights, weightSum);
    this.unit = task === 'regression' ? deviation(data.target, weights, this.init[0]!, weightSum) || 1 : 1;

    const { buffer } = crew.memory;
    new Float64Array(buffer, layout.targetsAt, layout.paddedRows).fill(0).set(data.target);
    new Float32Array(buffer, layout.weightsAt, layout.paddedRows).fill(0).set(weights);
    const scores = new Float64Array(buffer, layout.scoresAt, layout.paddedRows * this.outputs);
    this.init.forEach((start, output) => {
      scores.fill(start, output * layout.paddedRows, (output + 1) * layout.paddedRows);
    });
  }

  scoresAt(output: number): number {
    return this.layout.scoresAt + output * this.layout.paddedRows * 8;
  }

  /** Evaluates the loss at the present scores, for the gradients that follow. Returns the mean loss. */
  evaluate(rowCount: number): number {
    const { paddedRows, scoresAt, targetsAt, weightsAt, gradientsAt, hessiansAt, probabilitiesAt, sumsAt } =
      this.layout;
    if (this.task === 'binary') {
      this.run('logisticGradients', paddedRows, scoresAt, targetsAt, weightsAt, gradientsAt, hessiansAt, sumsAt);
    } else if (this.task === 'multiclass') {
      this.run(
        'softmaxProbabilities',
        ...[paddedRows, this.outputs, scoresAt, targetsAt, weightsAt, probabilitiesAt, sumsAt],
      );
    } else {
      this.run(
        'squaredGradients',
        ...[paddedRows, scoresAt, targetsAt, weightsAt, gradientsAt, hessiansAt, sumsAt, 1 / this.unit],
      );
    }
    return (this.sum(2) / rowCount) * this.unit * this.unit;
  }

  /** Packs the gradients of one output into integer pairs; `evaluate` comes before. */
  packGradients(output: number, rowCount: number): PairUnits {
    const { paddedRows, targetsAt, weightsAt, gradientsAt, hessiansAt, probabilitiesAt, sumsAt, pairsAt } = this.layout;
    if (this.task === 'multiclass') {
      this.run(
        'softmaxGradients',
        ...[paddedRows, output, probabilitiesAt, targetsAt, weightsAt, gradientsAt, hessiansAt, sumsAt],
        this.classFactor,
      );
    }
    // Rounding moves each row by at most half a unit, so sums stay inside 32 bits with `rowCount` to spare.
    const gradientSum = this.sum(0);
    const hessianSum = this.sum(1);
    const gradientScale = gradientSum > 0 ? (2 ** 31 - 1 - rowCount) / gradientSum : 0;
    const hessianScale = hessianSum > 0 ? (2 ** 32 - 1 - rowCount) / hessianSum : 0;
    this.run('quantize', paddedRows, gradientsAt, hessiansAt, pairsAt, gradientScale, hessianScale);
    return { gradient: gradientScale > 0 ? 1 / gradientScale : 0, hessian: hessianScale > 0 ? 1 / hessianScale : 0 };
  }

  private run(command: Parameters<Crew['run']>[0], ...args: number[]): void {
    this.crew.runShared(this.layout.paddedRows > 2 * BLOCK_ROWS, command, ...args);
  }

  /** Adds one of the kernels' block sums, block by block in order. */
  private sum(which: number): number {
    const blocks = Math.ceil(this.layout.paddedRows / BLOCK_ROWS);
    const sums = new Float64Array(this.crew.memory.buffer, this.layout.sumsAt, blocks * SUMS_PER_BLOCK);
    let sum = 0;
    for (let block = 0; block < blocks; block++) sum += sums[block * SUMS_PER_BLOCK + which]!;
    return sum;
  }
}

export function outputCount(task: Task, data: TrainingData): number {
  return task === 'multiclass' ? data.classes!.length : 1;
}

/** Lays out room for `rowCount` rows, padded to whole vectors. */
export function planObjective(arena: Arena, rowCount: number, outputs: number): Layout {
  const paddedRows = Math.ceil(rowCount / 16) * 16;
  return {
    paddedRows,
    scoresAt: arena.take(paddedRows * 8 * outputs),
    targetsAt: arena.take(paddedRows * 8),
    weightsAt: arena.take(paddedRows * 4),
    gradientsAt: arena.take(paddedRows * 4),
    hessiansAt: arena.take(paddedRows * 4),
    probabilitiesAt: arena.take(outputs > 1 ? paddedRows * 4 * outputs : 0),
    pairsAt: arena.take(paddedRows * 8),
    sumsAt: arena.take(Math.ceil(paddedRows / BLOCK_ROWS) * SUMS_PER_BLOCK * 8),
  };
}

function bestConstants(
  task: Task,
  outputs: number,
  target: Float64Array,
  weights: Float64Array,
  weightSum: number,
): number[] {
  if (task === 'regression') {
    let sum = 0;
    for (let row = 0; row < target.length; row++) sum += weights[row]! * target[row]!;
    return [sum / weightSum];
  }
  const shares = new Float64Array(Math.max(2, outputs));
  for (let row = 0; row < target.length; row++) shares[target[row]!]! += weights[row]! / weightSum;
  // A class without rows (or weight) must not start at minus infinity.
  const logs = Array.from(shares, (share) => Math.log(Math.max(share, 1e-15)));
  return task === 'binary' ? [logs[1]! - logs[0]!] : logs;
}

function deviation(target: Float64Array, weights: Float64Array, mean: number, weightSum: number): number {
  let sum = 0;
  for (let row = 0; row < target.length; row++) sum += weights[row]! * (target[row]! - mean) ** 2;
  return Math.sqrt(sum / weightSum);
}

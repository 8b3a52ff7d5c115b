import type { Loss } from '../loss';
import type { Task, TrainingData } from '../training-data';
import { TrainingError } from '../training-error';
import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import type { Settings } from './settings';

const BLOCK_ROWS = 4096;
const SUMS_PER_BLOCK = 3;
/** LightGBM's poisson_max_delta_step: its hessian is that of a rate higher by this, in logs. */
const POISSON_SLACK = 0.7;
/** Huber's threshold in robust standard deviations: 95 % as good as the mean when errors are normal (Huber 1964). */
const HUBER_DEVIATIONS = 1.345;

/** Where the working arrays lie, one entry per padded row; scores and probabilities once per output. */
export interface Layout {
  paddedRows: number;
  scoresAt: number;
  targetsAt: number;
  weightsAt: number;
  gradientsAt: number;
  hessiansAt: number;
  probabilitiesAt: number;
  pairsAt: number;
  sumsAt: number;
  /** For sorting rows by residual, where leaf values are quantiles; 16 bytes a row. */
  quantilesAt: number;
}

/** The size of one unit of the integers in which gradients are summed. */
export interface PairUnits {
  gradient: number;
  hessian: number;
}

/** The loss that is being minimised: scores, gradients and their packed integer form. */
export class Objective {
  readonly loss: Loss;
  readonly outputs: number;
  /** Margin every row starts from, per output: the best constant. */
  readonly init: number[];
  /** Trees fit residuals in units of this (the target's standard deviation where gradients grow with it, else 1). */
  readonly unit: number;
  private readonly classFactor: number;

  /** `weights` have a mean of 1; undefined when all are equal. `rows`: where all rows are listed, and room for a table of leaves. */
  constructor(
    private readonly crew: Crew,
    private readonly layout: Layout,
    private readonly settings: Settings,
    data: TrainingData,
    weights: Float64Array | undefined,
    private readonly rows: { readonly index: number; readonly leafTable: number },
  ) {
    const { task, objective } = settings;
    this.outputs = outputCount(task, data);
    this.classFactor = this.outputs / Math.max(1, this.outputs - 1); // LightGBM's choice for softmax hessians.

    const { buffer } = crew.memory;
    const { paddedRows } = layout;
    new Float64Array(buffer, layout.targetsAt, paddedRows).fill(0).set(data.target);
    const padded = new Float32Array(buffer, layout.weightsAt, paddedRows).fill(0);
    if (weights) padded.set(weights);
    else padded.fill(1, 0, data.rowCount);
    const scores = new Float64Array(buffer, layout.scoresAt, paddedRows * this.outputs);

    scores.fill(0);
    const mean = task === 'regression' ? weightedMean(data.target, weights) : 0;
    const growsWithTarget = objective === 'squared' || objective === 'huber';
    this.unit = (growsWithTarget && deviation(data.target, weights, mean)) || 1;
    const wholeTable = { start: 0, end: data.rowCount };
    const quantileOf = (alpha: number) => this.quantiles([wholeTable], this.scoresAt(0), alpha)[0]!;
    this.loss = this.makeLoss(data, quantileOf);
    if (objective === 'absolute' || objective === 'quantile') this.init = [quantileOf(this.alpha())];
    else if (objective === 'poisson') this.init = [Math.log(mean)];
    else this.init = task === 'regression' ? [mean] : classLogs(task, this.outputs, data.target, weights);
    this.init.forEach((start, output) => {
      scores.fill(start, output * paddedRows, (output + 1) * paddedRows);
    });
  }

  scoresAt(output: number): number {
    return this.layout.scoresAt + output * this.layout.paddedRows * 8;
  }

  /** Evaluates the loss at the present scores, for the gradients that follow. Returns the mean loss. */
  evaluate(rowCount: number): number {
    const { paddedRows, scoresAt, targetsAt, weightsAt, gradientsAt, hessiansAt, probabilitiesAt, sumsAt } =
      this.layout;
    const { loss, unit } = this;
    const usual = [paddedRows, scoresAt, targetsAt, weightsAt, gradientsAt, hessiansAt, sumsAt];
    switch (loss.objective) {
      case 'logistic':
        this.run('logisticGradients', ...usual);
        break;
      case 'softmax':
        this.run(
          'softmaxProbabilities',
          ...[paddedRows, this.outputs, scoresAt, targetsAt, weightsAt, probabilitiesAt, sumsAt],
        );
        break;
      case 'squared':
        this.run('squaredGradients', ...usual, 1 / unit);
        return (this.sum(2) / rowCount) * unit * unit;
      case 'huber':
        this.run('huberGradients', ...usual, 1 / unit, loss.delta / unit);
        return (this.sum(2) / rowCount) * unit * unit;
      case 'absolute':
        this.run('quantileGradients', ...usual, 1, 1, 0);
        break;
      case 'quantile':
        this.run('quantileGradients', ...usual, loss.alpha, 1 - loss.alpha, 1 - loss.alpha);
        break;
      case 'poisson':
        this.run('poissonGradients', ...usual, Math.exp(POISSON_SLACK));
        break;
    }
    return this.sum(2) / rowCount;
  }

  /** Packs the gradients of one output into integer pairs; `evaluate` comes before. */
  packGradients(output: number, rowCount: number): PairUnits {
    const { paddedRows, targetsAt, weightsAt, gradientsAt, hessiansAt, probabilitiesAt, sumsAt, pairsAt } = this.layout;
    if (this.loss.objective === 'softmax') {
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

  /**
   * The best value of each leaf where a gradient says only the side a row is on: the quantile of its residuals, as
   * LightGBM renews them. Undefined for other losses.
   */
  leafValues(leaves: readonly { start: number; end: number }[], scoresAt: number): Float64Array | undefined {
    const { objective } = this.loss;
    return objective === 'absolute' || objective === 'quantile'
      ? this.quantiles(leaves, scoresAt, this.alpha())
      : undefined;
  }

  private alpha(): number {
    return this.settings.objective === 'absolute' ? 0.5 : this.settings.alpha;
  }

  /** Weighted quantiles of target - score over ranges of the index. */
  private quantiles(leaves: readonly { start: number; end: number }[], scoresAt: number, alpha: number): Float64Array {
    const { index, leafTable } = this.rows;
    const view = new DataView(this.crew.memory.buffer, leafTable, leaves.length * 16);
    leaves.forEach(({ start, end }, place) => {
      view.setInt32(place * 16, start, true);
      view.setInt32(place * 16 + 4, end, true);
    });
    const { targetsAt, weightsAt, quantilesAt } = this.layout;
    this.run('leafQuantiles', ...[leafTable, leaves.length, index, targetsAt, scoresAt, weightsAt, alpha, quantilesAt]);
    return Float64Array.from(leaves, (_, place) => view.getFloat64(place * 16 + 8, true));
  }

  private makeLoss(data: TrainingData, quantileOf: (alpha: number) => number): Loss {
    const { objective, alpha, delta } = this.settings;
    if (objective === 'quantile') return { objective, alpha };
    if (objective !== 'huber') return { objective };
    if (delta !== undefined) return { objective, delta };
    const { buffer } = this.crew.memory;
    const targets = new Float64Array(buffer, this.layout.targetsAt, data.rowCount);
    // The median of |target - median|, of which 1.4826 are a standard deviation when errors are normal.
    const median = quantileOf(0.5);
    for (let row = 0; row < targets.length; row++) targets[row] = Math.abs(data.target[row]! - median);
    const robust = 1.4826 * quantileOf(0.5);
    targets.set(data.target);
    return { objective, delta: HUBER_DEVIATIONS * (robust > 0 ? robust : this.unit) };
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

/** Throws a TrainingError when the objective has no value for the target. */
export function checkTargetFits({ objective }: Settings, data: TrainingData): void {
  if (objective !== 'poisson') return;
  const parts = [
    ['training', data.target],
    ['validation', data.validation?.target ?? new Float64Array()],
  ] as const;
  for (const [part, target] of parts) {
    const below = target.find((value) => value < 0);
    if (below === undefined) continue;
    const message = `The ${part} target has ${below}; the objective poisson predicts counts, which are not negative.`;
    throw new TrainingError('bad-target', message);
  }
  if (data.target.every((value, row) => value === 0 || data.weights?.[row] === 0)) {
    throw new TrainingError('bad-target', 'Every training target is 0: the objective poisson has no rate to learn.');
  }
}

/** Lays out room for `rowCount` rows, padded to whole vectors. */
export function planObjective(arena: Arena, rowCount: number, outputs: number, objective: Loss['objective']): Layout {
  const paddedRows = Math.ceil(rowCount / 16) * 16;
  const needsQuantiles = objective === 'absolute' || objective === 'quantile' || objective === 'huber';
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
    quantilesAt: arena.take(needsQuantiles ? paddedRows * 16 : 0),
  };
}

function classLogs(task: Task, outputs: number, target: Float64Array, weights: Float64Array | undefined): number[] {
  const shares = new Float64Array(Math.max(2, outputs));
  const weightSum = weights ? sum(weights) : target.length;
  for (let row = 0; row < target.length; row++) shares[target[row]!]! += (weights ? weights[row]! : 1) / weightSum;
  // A class without rows (or weight) must not start at minus infinity.
  const logs = Array.from(shares, (share) => Math.log(Math.max(share, 1e-15)));
  return task === 'binary' ? [logs[1]! - logs[0]!] : logs;
}

function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  if (values.every((value) => value === values[0])) return values[0]!; // Without a rounding that would look like a signal.
  let total = 0;
  for (let row = 0; row < values.length; row++) total += (weights ? weights[row]! : 1) * values[row]!;
  return total / (weights ? sum(weights) : values.length);
}

function deviation(target: Float64Array, weights: Float64Array | undefined, mean: number): number {
  let largest = 0;
  for (const value of target) largest = Math.max(largest, Math.abs(value - mean));
  if (largest === 0) return 0;
  let total = 0;
  for (let row = 0; row < target.length; row++) {
    total += (weights ? weights[row]! : 1) * ((target[row]! - mean) / largest) ** 2;
  }
  return Math.sqrt(total / (weights ? sum(weights) : target.length)) * largest;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

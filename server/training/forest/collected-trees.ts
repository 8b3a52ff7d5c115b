import type { FeatureBins } from '../boosting/bins';
import type { Tree } from '../model';
import type { Progress, Task, TrainingData } from '../training-data';
import { TrainingError } from '../training-error';
import type { RawTree } from './growers';
import { RunningLoss } from './running-loss';
import type { ForestState, KeptTree } from './saved-forest';
import { leafScale, treesOf } from './tree-nodes';

/** A model travels as JSON, up to 50 characters a node; a string holds no more than 2^29. */
const MOST_NODES = 10_000_000;

interface Shape {
  task: Task;
  /** 1 for a mean (regression, two classes), else the number of classes. */
  classes: number;
  /** Trees there will be. */
  count: number;
  /** Makes a target of what the kernel says of a leaf. */
  answer: (value: number) => number;
}

/** The forest as it grows: its trees in the model's form, what they gained and how well they do. */
export class CollectedTrees {
  readonly trees: Tree[] = [];
  /** For a state that is saved. */
  private readonly kept: KeptTree[] | undefined;
  private readonly gains: Float64Array;
  private readonly scale: (value: number, tree: number) => number;
  private readonly train: RunningLoss;
  private readonly validation: RunningLoss | undefined;
  private done = 0;
  private nodes = 0;

  /** `keeps`: there will be a `state` to save. Goes on from one that was saved before, if there is one. */
  constructor(
    private readonly shape: Shape,
    data: TrainingData,
    private readonly bins: FeatureBins[],
    keeps: boolean,
    before: ForestState | undefined,
  ) {
    const { validation } = data;
    this.kept = keeps ? [] : undefined;
    this.gains = new Float64Array(bins.length);
    this.scale = leafScale(shape.task, shape.count, data.target);
    this.train = new RunningLoss(shape.task, 0, data.target, data.weights, before?.train);
    this.validation =
      validation &&
      new RunningLoss(shape.task, data.rowCount, validation.target, validation.weights, before?.validation);
    for (const tree of before?.trees ?? []) this.keep(tree);
  }

  /** Trees so far. */
  get size(): number {
    return this.done;
  }

  get losses(): { train: number[]; validation?: number[] } {
    const train = this.train.losses;
    return this.validation ? { train, validation: this.validation.losses } : { train };
  }

  /** By feature: its mean share of what a tree gains, as in scikit-learn. */
  get importances(): number[] {
    const total = this.gains.reduce((sum, gain) => sum + gain, 0);
    return Array.from(this.gains, (gain) => (total > 0 ? gain / total : 0));
  }

  /** Throws a `TrainingError` when the forest would become too large. */
  add(raw: RawTree): Progress {
    this.keep(raw);
    const { classes, answer, count } = this.shape;
    const trainLoss = this.train.add(raw, classes, answer);
    const validationLoss = this.validation?.add(raw, classes, answer);
    return { iteration: this.done, iterations: count, trainLoss, validationLoss };
  }

  state(): ForestState {
    return { trees: this.kept ?? [], train: this.train.state, validation: this.validation?.state };
  }

  private keep({ feature, bin, missingLeft, left, gain, values, members }: KeptTree): void {
    const raw = { feature, bin, missingLeft, left, gain, values, members };
    const { classes, answer, count } = this.shape;
    const tree = this.done++;
    this.nodes += feature.length * classes;
    // Trees of a forest are much alike: what all will need is known after the first.
    const expected = (this.nodes / this.done) * count;
    if (expected > MOST_NODES) throw tooManyNodes(expected);
    this.trees.push(...treesOf(raw, classes, this.bins, (value) => this.scale(answer(value), tree)));
    this.kept?.push(raw);
    const total = gain.reduce((sum, own) => sum + own, 0);
    if (total <= 0) return;
    feature.forEach((split, node) => {
      if (split >= 0) this.gains[split]! += gain[node]! / total;
    });
  }
}

function tooManyNodes(nodes: number): TrainingError {
  const words = `The trees would have ${millions(nodes)} million nodes, more than the ${millions(MOST_NODES)} million a model may have.`;
  return new TrainingError('too-large', `${words} Take fewer trees, more rows in a leaf, or a limit of depth.`);
}

const millions = (count: number): string => (count / 1e6).toFixed(1);

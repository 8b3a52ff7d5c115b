import type { Task } from './training-data';

export interface TrainerVersion {
  name: string;
  version: string;
}

export interface Losses {
  /** One entry per round or iteration that was run. */
  train: number[];
  validation?: number[];
}

/**
 * A binary decision tree in arrays, one entry per node; node 0 is the root.
 * At an inner node a row goes left when `x <= threshold` in double, or when x is NaN and `missingLeft` is 1.
 */
export interface TreeNodes {
  /** Feature tested at the node, -1 at a leaf. */
  feature: number[];
  /** Always finite; Number.MAX_VALUE splits missing values from all others. */
  threshold: number[];
  left: number[];
  right: number[];
  missingLeft: (0 | 1)[];
  /** Margin added by a leaf (learning rate included); 0 at an inner node. */
  value: number[];
}

export interface Tree {
  output: number;
  nodes: TreeNodes;
}

/**
 * Boosted trees. The margin of an output is `init[output]` plus the leaf of each of its trees, added in order in double.
 * Binary: one output, the log odds of classes[1]. Multiclass: one per class, through softmax. Regression: the value.
 */
export interface TreesModel {
  kind: 'trees';
  task: Task;
  featureNames: string[];
  classes?: string[];
  outputs: number;
  init: number[];
  trees: Tree[];
  losses: Losses;
  /** Share of the total gain won by splits on each feature; sums to 1, or all 0 when nothing was split. */
  importances: number[];
  trainer: TrainerVersion;
}

/** A linear model: margin = intercept + sum of coefficient × feature; outputs as in TreesModel. */
export interface LinearModel {
  kind: 'linear';
  task: Task;
  featureNames: string[];
  classes?: string[];
  outputs: number;
  /** outputs × features, for the features as they were given. */
  coefficients: number[][];
  intercepts: number[];
  iterations: number;
  converged: boolean;
  losses: Losses;
  /** Share of each feature in the summed |coefficient| × standard deviation; sums to 1, or all 0. */
  importances: number[];
  trainer: TrainerVersion;
}

/** Plain JSON: `JSON.parse(JSON.stringify(model))` predicts the same bits. */
export type Model = TreesModel | LinearModel;

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
 * How an output's margin becomes its answer. `logistic`, `softmax`: probabilities of classes; `log`: its exponential
 * (Poisson); `probability`: the margins are the probabilities (binary: of classes[1]), as forests average them.
 */
export type Link = 'identity' | 'log' | 'logistic' | 'softmax' | 'probability';

/**
 * A binary decision tree in arrays, one entry per node; node 0 is the root.
 * At an inner node a row goes left when `x <= threshold` in double, or when x is NaN and `missingLeft` is 1. A node in
 * `members` tests a categorical feature instead: a row goes left when its code is listed, a NaN when `missingLeft` is 1.
 */
export interface TreeNodes {
  /** Feature tested at the node, -1 at a leaf. */
  feature: number[];
  /** Always finite; Number.MAX_VALUE splits missing values from all others. */
  threshold: number[];
  left: number[];
  right: number[];
  missingLeft: (0 | 1)[];
  /** Margin added by a leaf (learning rate, or 1 / number of trees, included); 0 at an inner node. */
  value: number[];
  /** By node: codes that go left, rising. Codes that are not listed, unseen ones too, go right. */
  members?: Record<number, number[]>;
  /** Training rows that reach the node, for explanations; see `withCover`. Absent in models of earlier versions. */
  cover?: number[];
}

export interface Tree {
  output: number;
  nodes: TreeNodes;
}

export type TreesFamily = 'boosted-trees' | 'random-forest' | 'extra-trees' | 'decision-tree';
export type LinearFamily = 'logistic' | 'linear' | 'ridge' | 'lasso' | 'elastic-net' | 'poisson' | 'baseline';

interface ModelBase {
  task: Task;
  featureNames: string[];
  classes?: string[];
  /** Binary and regression: 1. Multiclass: one per class. */
  outputs: number;
  /** Absent in models of earlier versions: see `linkOf`. */
  link?: Link;
  losses: Losses;
  /** Sums to 1, or all 0. Trees: share of the total gain; linear: of |coefficient| × standard deviation. */
  importances: number[];
  trainer: TrainerVersion;
  /** Makes probabilities say how often they come true; applied after the link. */
  calibration?: Calibration;
}

/** Trees. The margin of an output is `init[output]` plus the leaf of each of its trees, added in order in double. */
export interface TreesModel extends ModelBase {
  kind: 'trees';
  family?: TreesFamily;
  init: number[];
  trees: Tree[];
}

/** A linear model: margin = intercept + sum of coefficient × feature. A baseline has coefficients of 0. */
export interface LinearModel extends ModelBase {
  kind: 'linear';
  family?: LinearFamily;
  /** outputs × features, for the features as they were given. */
  coefficients: number[][];
  intercepts: number[];
  /** Mean of each feature over the training rows, for explanations; see `withCover`. */
  means?: number[];
  iterations: number;
  converged: boolean;
  /** Kept when asked for. */
  path?: RegularisationPath;
}

/** A linear model at falling penalties. */
export interface RegularisationPath {
  features: string[];
  alphas: number[];
  /** By alpha: outputs × features. */
  coefficients: number[][][];
  /** By alpha and output. */
  intercepts: number[][];
  /** By alpha: coefficients, of all features and outputs, that are not 0. */
  nonZero: number[];
  trainLosses: number[];
  validationLosses?: number[];
}

/**
 * One curve for two classes (of the probability of classes[1]), one per class otherwise, whose answers are then made to
 * sum to 1. Platt: 1 / (1 + exp(-(slope × logit(p) + intercept))), with `logits` of predict/calibrate.ts.
 * Isotonic: linear between the points, whose x rise strictly, and flat outside.
 */
export type Calibration =
  | { method: 'platt'; curves: { slope: number; intercept: number }[] }
  | { method: 'isotonic'; curves: { x: number[]; y: number[] }[] };

/** Plain JSON: `JSON.parse(JSON.stringify(model))` predicts the same bits. */
export type Model = TreesModel | LinearModel;

export function linkOf({ link, task }: Pick<ModelBase, 'link' | 'task'>): Link {
  return link ?? { binary: 'logistic' as const, multiclass: 'softmax' as const, regression: 'identity' as const }[task];
}

import { checkSetting } from '../check-data';
import type { Loss } from '../loss';
import type { Task, TrainingData } from '../training-data';
import { TrainingError } from '../training-error';

/** `logistic` is for two classes, `softmax` for several, all others for numbers. */
export type Objective = Loss['objective'];

/** How boosted trees are grown. Names, defaults and meaning follow LightGBM. */
export interface BoostedTreesSettings {
  task: Task;
  /** What is minimised. Default: logistic, softmax or squared, by the task. */
  objective?: Objective;
  /** The quantile to predict, between 0 and 1, with objective `quantile`. Default 0.9. */
  alpha?: number;
  /** Up to which error, in units of the target, objective `huber` is squared. Default: 1.345 robust deviations. */
  delta?: number;
  /** Boosting rounds; softmax grows one tree per class and round. Default 100. */
  rounds?: number;
  /** Default 0.1. */
  learningRate?: number;
  /** Most leaves of a tree. Default 31. */
  leaves?: number;
  /** Most splits between the root and a leaf. Default: no bound. */
  maxDepth?: number;
  /** Fewest rows on either side of a split, estimated by their share of the hessian. Default 20. */
  minDataInLeaf?: number;
  /** A split must gain more than this. Default 0. */
  minGainToSplit?: number;
  /** L1 penalty on leaf values. Default 0. */
  lambdaL1?: number;
  /** L2 penalty on leaf values. Default 0. */
  lambdaL2?: number;
  /** Histogram bins per feature, 2 to 255; missing values have a further one. Default 255. */
  maxBins?: number;
  /** Share of the rows that each round learns from, drawn anew. Default 1. */
  baggingFraction?: number;
  /** Share of the features that each tree may use. Default 1. */
  featureFraction?: number;
  /** Share of the tree's features that each split may use. Default 1. */
  featureFractionByNode?: number;
  /** By feature: 1 when the prediction must not fall as it rises, -1 when it must not rise, 0 when either may be. */
  monotoneConstraints?: readonly number[];
  /** Up to this many categories are tried one against the rest; more are sorted by their gradients. Default 4. */
  maxCatToOnehot?: number;
  /** Most categories on the smaller side of a split of sorted categories. Default 32. */
  maxCatThreshold?: number;
  /** Draws categories with few rows to the middle; those with fewer rows take no part in a split. Default 10. */
  catSmooth?: number;
  /** L2 penalty of a split of sorted categories, on top of `lambdaL2`. Default 10. */
  catL2?: number;
  /** Fewest rows by which the side of a split of sorted categories grows. Default 100. */
  minDataPerGroup?: number;
  /** Draws rows and features, and picks the rows whose values place the bins when there are more than 200,000. */
  seed: number;
  /**
   * Multiplies the weights of a class's rows: by rows / (classes × rows of the class) when `balanced`, or by the number
   * given for the class. Default none.
   */
  classWeights?: 'none' | 'balanced' | readonly number[];
  /** Stop after this many rounds without a better validation loss, and keep the trees up to the best round. */
  earlyStoppingRounds?: number;
}

type Defaulted = Omit<
  BoostedTreesSettings,
  'alpha' | 'delta' | 'objective' | 'earlyStoppingRounds' | 'monotoneConstraints'
>;

/** All settings with a value, but those whose absence says something. */
export type Settings = Required<Defaulted> &
  Pick<BoostedTreesSettings, 'delta' | 'earlyStoppingRounds' | 'monotoneConstraints'> & {
    objective: Objective;
    alpha: number;
  };

const OBJECTIVES: Record<Task, readonly [Objective, ...Objective[]]> = {
  binary: ['logistic'],
  multiclass: ['softmax'],
  regression: ['squared', 'absolute', 'quantile', 'poisson', 'huber'],
};

export function withDefaults(given: BoostedTreesSettings): Settings {
  const defaults = {
    objective: OBJECTIVES[given.task][0],
    alpha: 0.9,
    rounds: 100,
    learningRate: 0.1,
    leaves: 31,
    maxDepth: Number.MAX_SAFE_INTEGER,
    minDataInLeaf: 20,
    minGainToSplit: 0,
    lambdaL1: 0,
    lambdaL2: 0,
    maxBins: 255,
    baggingFraction: 1,
    featureFraction: 1,
    featureFractionByNode: 1,
    maxCatToOnehot: 4,
    maxCatThreshold: 32,
    catSmooth: 10,
    catL2: 10,
    minDataPerGroup: 100,
    classWeights: 'none',
  } as const;
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(set) as unknown as BoostedTreesSettings) };
}

/** Throws a TrainingError for a setting outside its range, or one that does not go with the data or another one. */
export function checkSettings(settings: Settings, data: TrainingData): void {
  const any = Number.MAX_VALUE;
  const least = Number.MIN_VALUE;
  const ranges: Array<[keyof Settings & string, number, number, boolean?]> = [
    ['rounds', 1, any, true],
    ['learningRate', least, any],
    ['leaves', 2, any, true],
    ['maxDepth', 1, any, true],
    ['minDataInLeaf', 1, any, true],
    ['minGainToSplit', 0, any],
    ['lambdaL1', 0, any],
    ['lambdaL2', 0, any],
    ['maxBins', 2, 255, true],
    ['baggingFraction', least, 1],
    ['featureFraction', least, 1],
    ['featureFractionByNode', least, 1],
    ['maxCatToOnehot', 1, any, true],
    ['maxCatThreshold', 1, any, true],
    ['catSmooth', 0, any],
    ['catL2', 0, any],
    ['minDataPerGroup', 1, any, true],
    ['alpha', least, 1 - Number.EPSILON],
    ['delta', least, any],
    ['earlyStoppingRounds', 1, any, true],
  ];
  for (const [name, from, to, isWhole] of ranges) {
    if (settings[name] !== undefined) checkSetting(name, settings[name] as number, from, to, isWhole);
  }
  const possible = OBJECTIVES[settings.task];
  if (!possible.includes(settings.objective)) {
    refuse(
      'objective',
      `The objective ${settings.objective} does not fit; a ${settings.task} task has ${possible.join(', ')}.`,
    );
  }
  if (settings.earlyStoppingRounds !== undefined && !data.validation) {
    refuse('earlyStoppingRounds', 'Stopping early needs a validation part to watch; there is none.');
  }
  if (settings.monotoneConstraints) checkDirections(settings.monotoneConstraints, settings, data);
}

function checkDirections(directions: readonly number[], { objective }: Settings, data: TrainingData): void {
  const name = 'monotoneConstraints';
  if (directions.length !== data.columns.length) {
    refuse(name, `There are ${directions.length} monotone constraints for ${data.columns.length} features.`);
  }
  directions.forEach((direction, feature) => {
    if (direction !== 0 && direction !== 1 && direction !== -1) {
      refuse(name, `The monotone constraint of ${data.featureNames[feature]} must be -1, 0 or 1, not ${direction}.`);
    }
    if (direction !== 0 && data.categories?.has(feature)) {
      refuse(name, `${data.featureNames[feature]} holds categories, which have no order: it cannot be monotone.`);
    }
  });
  if ((objective === 'absolute' || objective === 'quantile') && directions.some((direction) => direction !== 0)) {
    // The values of its leaves are quantiles, set after the tree was grown, which keep to no order.
    refuse(name, `The objective ${objective} cannot keep to monotone constraints; take huber, or leave them out.`);
  }
}

function refuse(setting: string, message: string): never {
  throw new TrainingError('bad-setting', message, setting);
}

import { checkSetting } from '../check-data';
import type { Task } from '../training-data';
import { TrainingError } from '../training-error';

/** `sqrt`: the root of their number; `all`; or a share of them, or a count. At least one. */
export type FeatureCount = 'sqrt' | 'all' | { share: number } | { count: number };

/** How trees are grown side by side. Defaults and meaning follow scikit-learn. */
export interface ForestSettings {
  /**
   * `random-forest`: the best split of some features, on rows drawn with replacement. `extra-trees`: of each feature one
   * threshold at random, on all rows. `decision-tree`: a single tree, the best split of all features, on all rows.
   */
  family: 'random-forest' | 'extra-trees' | 'decision-tree';
  task: Task;
  /** 1 to 10,000, default 100; a decision tree is one. */
  trees?: number;
  /** Features looked at for a split. Default `sqrt` for classes, `all` for regression and for a decision tree. */
  maxFeatures?: FeatureCount;
  /** Most splits between the root and a leaf. Default none. */
  maxDepth?: number;
  /** Fewest rows in a leaf, however often they were drawn. Default 1. */
  minDataInLeaf?: number;
  /** Fewest rows of a node that is split. Default 2. */
  minSamplesSplit?: number;
  /** Draw each tree's rows with replacement. Default for a random forest only. */
  bootstrap?: boolean;
  /** How many rows a bootstrap draws, as a share of the rows. Default 1. */
  maxSamples?: number;
  /** Bins per feature that thresholds lie between, 2 to 255; missing values have a further one. Default 255. */
  maxBins?: number;
  /** Decides the rows and features that are drawn. */
  seed: number;
  /**
   * On top of a row's own weight. `balanced`: rows / (classes × rows of its class); or a number for each class. Default
   * none.
   */
  classWeights?: 'none' | 'balanced' | readonly number[];
}

export type FullForestSettings = Required<Omit<ForestSettings, 'maxDepth'>> & { maxDepth: number | undefined };

/** Fills in defaults. Throws a `TrainingError` for a setting outside its range. */
export function readSettings(settings: ForestSettings): FullForestSettings {
  const { family, task } = settings;
  const isOne = family === 'decision-tree';
  const bootstrap = settings.bootstrap ?? family === 'random-forest';
  const full = {
    ...settings,
    trees: settings.trees ?? (isOne ? 1 : 100),
    maxFeatures: settings.maxFeatures ?? (isOne || task === 'regression' ? 'all' : 'sqrt'),
    maxDepth: settings.maxDepth,
    minDataInLeaf: settings.minDataInLeaf ?? 1,
    minSamplesSplit: settings.minSamplesSplit ?? 2,
    bootstrap,
    maxSamples: settings.maxSamples ?? 1,
    maxBins: settings.maxBins ?? 255,
    classWeights: settings.classWeights ?? 'none',
  };
  const any = 2 ** 31 - 1;
  checkSetting('trees', full.trees, 1, isOne ? 1 : 10_000, true);
  if (full.maxDepth !== undefined) checkSetting('maxDepth', full.maxDepth, 1, any, true);
  checkSetting('minDataInLeaf', full.minDataInLeaf, 1, any, true);
  checkSetting('minSamplesSplit', full.minSamplesSplit, 2, any, true);
  checkSetting('maxSamples', full.maxSamples, Number.MIN_VALUE, 1);
  checkSetting('maxBins', full.maxBins, 2, 255, true);
  if (typeof full.maxFeatures === 'object') {
    if ('share' in full.maxFeatures) checkSetting('maxFeatures', full.maxFeatures.share, Number.MIN_VALUE, 1);
    else checkSetting('maxFeatures', full.maxFeatures.count, 1, any, true);
  }
  if (settings.maxSamples !== undefined && !bootstrap) {
    throw new TrainingError(
      'bad-setting',
      'A share of rows to draw only means something when rows are drawn with replacement; turn that on or leave it out.',
      'maxSamples',
    );
  }
  return full;
}

/** How many of `features` are looked at for a split. */
export function featureCount(setting: FeatureCount, features: number): number {
  if (setting === 'all') return features;
  if (setting === 'sqrt') return Math.max(1, Math.floor(Math.sqrt(features)));
  if ('share' in setting) return Math.max(1, Math.floor(setting.share * features));
  return Math.min(setting.count, features);
}

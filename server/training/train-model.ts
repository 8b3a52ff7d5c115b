import { type BaselineSettings, trainBaseline } from './baseline/baseline';
import { type BoostedTreesSettings, trainBoostedTrees } from './boosting/boosted-trees';
import { estimateTrainingBytes } from './boosting/training-plan';
import { trainForest } from './forest/forest';
import { estimateForestBytes } from './forest/plan';
import type { ForestSettings } from './forest/settings';
import { trainLinear } from './linear/linear';
import type { FittedFamily, LinearSettings } from './linear/settings';
import { linearTrainingBytes } from './linear/training-bytes';
import type { Model } from './model';
import type { TrainContext, TrainingData } from './training-data';

/** The settings of each family, as its trainer takes them. A new family is one entry here and one in `TRAINERS`. */
interface SettingsOf extends Record<FittedFamily, LinearSettings> {
  'boosted-trees': BoostedTreesSettings;
  baseline: BaselineSettings;
  'random-forest': ForestSettings;
  'extra-trees': ForestSettings;
  'decision-tree': ForestSettings;
}

export type Family = keyof SettingsOf;

/** What to train, and how. Plain data: it is written into artifacts and sent between processes. */
export type TrainerSettings = { [F in Family]: Readonly<SettingsOf[F]> & { readonly family: F } }[Family];

/** How much there is to learn from, and with. */
export interface TrainingSize {
  readonly rows: number;
  readonly validationRows: number;
  readonly features: number;
  /** 1 for numbers. */
  readonly classes: number;
  readonly threads: number;
}

interface Trainer<S> {
  train(data: TrainingData, settings: S, context: TrainContext): Promise<Model>;
  /** Most memory it takes beside the data, in bytes. */
  bytes(settings: S, size: TrainingSize): number;
}

const LINEAR: Trainer<LinearSettings> = {
  train: trainLinear,
  bytes: (settings, { rows, validationRows, features, classes, threads }) =>
    linearTrainingBytes(rows, features, settings, { classes, threads }) + 8 * validationRows * classes,
};

const FOREST: Trainer<ForestSettings> = {
  train: trainForest,
  bytes: (settings, { rows, validationRows, features, classes, threads }) =>
    estimateForestBytes(rows, features, settings, { classes, threads, validationRows }),
};

const TRAINERS: { readonly [F in Family]: Trainer<SettingsOf[F]> } = {
  'boosted-trees': {
    train: trainBoostedTrees,
    bytes: (settings, { rows, validationRows, features, classes, threads }) =>
      estimateTrainingBytes(rows, features, settings, { classes, threads }) + 8 * validationRows * classes,
  },
  'random-forest': FOREST,
  'extra-trees': FOREST,
  'decision-tree': FOREST,
  logistic: LINEAR,
  linear: LINEAR,
  ridge: LINEAR,
  lasso: LINEAR,
  'elastic-net': LINEAR,
  poisson: LINEAR,
  baseline: { train: async (data, settings) => trainBaseline(data, settings), bytes: (_, { rows }) => 8 * rows },
};

const trainerOf = ({ family }: TrainerSettings) => TRAINERS[family] as Trainer<TrainerSettings>;

/**
 * Trains a model of the family that the settings name. Rejects with a `TrainingError` for data or settings that it cannot
 * use, with an `AbortError` when cancelled. The model is the same, bit for bit, for the same arguments and any threads.
 */
export const trainModel = (data: TrainingData, settings: TrainerSettings, context: TrainContext): Promise<Model> =>
  trainerOf(settings).train(data, settings, context);

/** Upper bound of the memory that training takes beside its data, in bytes. */
export const estimateBytes = (settings: TrainerSettings, size: TrainingSize): number =>
  trainerOf(settings).bytes(settings, size);

import { type BoostedTreesSettings, trainBoostedTrees } from './boosting/boosted-trees';
import { trainLinear } from './linear/linear';
import type { LinearSettings } from './linear/settings';
import type { Model } from './model';
import type { TrainContext, TrainingData } from './training-data';

/** The settings of each family, as its trainer takes them. A new family is one entry here and one in `TRAINERS`. */
interface SettingsOf {
  'boosted-trees': BoostedTreesSettings;
  /** Logistic regression for classes, ridge for numbers. */
  linear: LinearSettings;
}

export type Family = keyof SettingsOf;

/** What to train, and how. Plain data: it is written into artifacts and sent between processes. */
export type TrainerSettings = { [F in Family]: { readonly family: F } & Readonly<SettingsOf[F]> }[Family];

type Trainer<S> = (data: TrainingData, settings: S, context: TrainContext) => Promise<Model>;

const TRAINERS: { readonly [F in Family]: Trainer<SettingsOf[F]> } = {
  'boosted-trees': trainBoostedTrees,
  linear: trainLinear,
};

/**
 * Trains a model of the family that the settings name. Rejects with a `TrainingError` for data or settings that it cannot
 * use, with an `AbortError` when cancelled. The model is the same, bit for bit, for the same arguments and any threads.
 */
export function trainModel(data: TrainingData, settings: TrainerSettings, context: TrainContext): Promise<Model> {
  const { family, ...own } = settings;
  return (TRAINERS[family] as Trainer<typeof own>)(data, own, context);
}

import { type BoostedTreesSettings, trainBoostedTrees } from './boosting/boosted-trees';
import { trainLinear } from './linear/linear';
import type { FittedFamily, LinearSettings } from './linear/settings';
import type { Model } from './model';
import type { TrainContext, TrainingData } from './training-data';

/** The settings of each family, as its trainer takes them. A new family is one entry here and one in `TRAINERS`. */
interface SettingsOf extends Record<FittedFamily, LinearSettings> {
  'boosted-trees': BoostedTreesSettings;
}

export type Family = keyof SettingsOf;

/** What to train, and how. Plain data: it is written into artifacts and sent between processes. */
export type TrainerSettings = { [F in Family]: Readonly<SettingsOf[F]> & { readonly family: F } }[Family];

type Trainer<S> = (data: TrainingData, settings: S, context: TrainContext) => Promise<Model>;

const TRAINERS: { readonly [F in Family]: Trainer<SettingsOf[F]> } = {
  'boosted-trees': trainBoostedTrees,
  logistic: trainLinear,
  linear: trainLinear,
  ridge: trainLinear,
  lasso: trainLinear,
  'elastic-net': trainLinear,
  poisson: trainLinear,
};

/**
 * Trains a model of the family that the settings name. Rejects with a `TrainingError` for data or settings that it cannot
 * use, with an `AbortError` when cancelled. The model is the same, bit for bit, for the same arguments and any threads.
 */
export function trainModel(data: TrainingData, settings: TrainerSettings, context: TrainContext): Promise<Model> {
  return (TRAINERS[settings.family] as Trainer<TrainerSettings>)(data, settings, context);
}

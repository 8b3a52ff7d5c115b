/** Trainers: arrays in, a plain JSON model out. They know nothing of pipelines, files or databases. */
export { type BaselineSettings, type BaselineStrategy, trainBaseline } from './baseline/baseline';
export { type BoostedTreesSettings, trainBoostedTrees } from './boosting/boosted-trees';
export { estimateTrainingBytes } from './boosting/training-plan';
export { type CalibrationSettings, fitCalibration, fitCurves } from './calibration/fit-calibration';
export { trainForest } from './forest/forest';
export { estimateForestBytes } from './forest/plan';
export type { ForestSettings } from './forest/settings';
export { regularisationPath, trainLinear } from './linear/linear';
export type { FittedFamily, LinearSettings } from './linear/settings';
export {
  type Calibration,
  type LinearFamily,
  type LinearModel,
  type Link,
  type Losses,
  linkOf,
  type Model,
  type RegularisationPath,
  type TrainerVersion,
  type Tree,
  type TreeNodes,
  type TreesFamily,
  type TreesModel,
} from './model';
export { type Prediction, predict, predictRaw } from './predict';
export { estimateBytes, type Family, type TrainerSettings, type TrainingSize, trainModel } from './train-model';
export type { Checkpoint, Progress, Task, TrainContext, TrainingData, ValidationData } from './training-data';
export { TrainingError, type TrainingErrorCode } from './training-error';

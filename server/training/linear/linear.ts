import { Breather } from '../breather';
import { checkData, rowWeights } from '../check-data';
import { meanLoss } from '../loss';
import type { LinearModel, Link, RegularisationPath } from '../model';
import { predictRaw } from '../predict';
import type { TrainContext, TrainingData } from '../training-data';
import { throwIfCancelled } from '../training-error';
import { checkLinearData } from './check-linear-data';
import { openProblem } from './open-problem';
import { followPath, shortened } from './path';
import { poissonDeviance } from './poisson-deviance';
import type { Fitted, Problem } from './problem';
import { type FullSettings, fullSettings, type LinearSettings, penaltyOf } from './settings';

/** Raised whenever the same data and settings give another model. */
const TRAINER = { name: 'sluice-linear', version: '2' };
const MOST_PATH_FEATURES = 30;

/**
 * Fits a linear model of the family that the settings name, on features as they are given: scaling happens inside and
 * is undone, so it changes the way to the solution, not the solution. The same as scikit-learn's LogisticRegression
 * (C = 1 / alpha), LinearRegression, Ridge, Lasso, ElasticNet and PoissonRegressor, whose stopping rules are looser.
 * The model does not depend on the number of threads. Memory: 8 bytes a cell. Rejects with a TrainingError for data or
 * settings it cannot use (missing values among them), with an `AbortError` when cancelled.
 */
export async function trainLinear(
  data: TrainingData,
  settings: LinearSettings,
  context: TrainContext,
): Promise<LinearModel> {
  const full = fullSettings(settings);
  return await withProblem(data, full, context, async (problem, breather) => {
    const model = emptyModel(data, full);
    const penalty = penaltyOf(full, full.alpha, problem.weightSum);
    const found = await problem.fit(penalty, (fitted, trainLoss) => {
      Object.assign(model, fitted);
      const validationLoss = lossOn(data.validation, model);
      model.losses.train.push(trainLoss);
      if (validationLoss !== undefined) model.losses.validation!.push(validationLoss);
      const iteration = model.losses.train.length;
      context.onProgress({ iteration, iterations: full.maxIterations, trainLoss, validationLoss });
    });
    Object.assign(model, found.fitted, { iterations: found.iterations, converged: found.converged });
    model.importances = importances(model.coefficients, problem.deviations);
    if (full.path) {
      const path = await followPath(pathProblem(data, full, problem), context, breather);
      model.path = shortened(path, problem.deviations, MOST_PATH_FEATURES);
    }
    return model;
  });
}

/**
 * The model at falling penalties: how coefficients grow from (nearly) 0, and what that does to the loss on training and
 * validation rows. `settings.alpha` does not matter. Rejects like `trainLinear`.
 */
export async function regularisationPath(
  data: TrainingData,
  settings: LinearSettings,
  context: TrainContext,
): Promise<RegularisationPath> {
  const full = fullSettings(settings);
  return await withProblem(data, full, context, (problem, breather) =>
    followPath(pathProblem(data, full, problem), context, breather),
  );
}

async function withProblem<T>(
  data: TrainingData,
  full: FullSettings,
  { signal, threads }: TrainContext,
  use: (problem: Problem, breather: Breather) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  checkData(data, full.task);
  const weights = rowWeights(data, full.task, full.classWeights);
  checkLinearData(data, full.family, weights);
  const breather = new Breather(signal);
  const problem = await openProblem(data, full, weights, threads, breather);
  try {
    return await use(problem, breather);
  } finally {
    await problem.close();
  }
}

function pathProblem(data: TrainingData, settings: FullSettings, problem: Problem) {
  const model = emptyModel(data, settings);
  return {
    ...{ problem, settings, featureNames: data.featureNames },
    validationLoss: (fitted: Fitted) => lossOn(data.validation, { ...model, ...fitted }),
  };
}

function emptyModel(data: TrainingData, { task, family }: FullSettings): LinearModel {
  const link: Link = ({ binary: 'logistic', multiclass: 'softmax', regression: 'identity' } as const)[task];
  return {
    kind: 'linear',
    family,
    task,
    featureNames: [...data.featureNames],
    ...(task === 'regression' ? {} : { classes: [...data.classes!] }),
    outputs: task === 'multiclass' ? data.classes!.length : 1,
    link: family === 'poisson' ? 'log' : link,
    coefficients: [],
    intercepts: [],
    iterations: 0,
    converged: false,
    losses: data.validation ? { train: [], validation: [] } : { train: [] },
    importances: [],
    trainer: TRAINER,
  };
}

function lossOn(validation: TrainingData['validation'], model: LinearModel): number | undefined {
  if (!validation) return undefined;
  const margins = predictRaw(model, validation.columns, validation.rowCount);
  if (model.family === 'poisson') return poissonDeviance(margins, validation.target);
  return meanLoss(model.task, model.outputs, margins, validation.target);
}

function importances(coefficients: number[][], deviations: Float64Array): number[] {
  const sizes = Array.from(deviations, (deviation, feature) =>
    coefficients.reduce((sum, row) => sum + Math.abs(row[feature]!) * deviation, 0),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return total > 0 ? sizes.map((size) => size / total) : sizes;
}

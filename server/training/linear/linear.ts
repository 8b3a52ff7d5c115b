import { Breather } from '../breather';
import { checkData, checkSetting, rowWeights } from '../check-data';
import { meanLoss } from '../loss';
import type { LinearModel } from '../model';
import { predictRaw } from '../predict';
import type { Task, TrainContext, TrainingData } from '../training-data';
import { TrainingError, throwIfCancelled } from '../training-error';
import { type DesignMatrix, designMatrix } from './design-matrix';
import { minimize } from './lbfgs';
import { logisticLoss } from './logistic';
import { solveRidge } from './ridge';

/** Raised whenever the same data and settings give another model. */
const TRAINER = { name: 'sluice-linear', version: '1' };

/** How a linear model is fitted: logistic or softmax regression for classes, ridge for regression. */
export interface LinearSettings {
  task: Task;
  /** Penalty on squared coefficients, never on intercepts: scikit-learn's 1/C for classes, Ridge's alpha. Default 1. */
  l2?: number;
  /** Most L-BFGS steps; ridge is solved directly. Default 1000. */
  maxIterations?: number;
  /** Converged when no entry of the gradient of the mean loss exceeds it. Default 1e-6. */
  tolerance?: number;
  /** `balanced` weighs a row by rows / (classes × rows of its class), on top of its own weight. Default none. */
  classWeights?: 'none' | 'balanced';
  /** Fitting draws nothing at random; kept so that every trainer is keyed alike. */
  seed: number;
}

/**
 * Fits logistic regression (binary), softmax regression (multiclass) or ridge regression, on features as they are
 * given: scaling happens inside and is undone, so it changes the way to the solution, not the solution. The same as
 * scikit-learn's LogisticRegression(C=1 / l2) and Ridge(alpha=l2), whose stopping rule is looser. Uses one thread.
 * Rejects with a TrainingError for data or settings it cannot use (missing values among them), with an `AbortError`
 * when cancelled.
 */
export async function trainLinear(
  data: TrainingData,
  settings: LinearSettings,
  context: TrainContext,
): Promise<LinearModel> {
  throwIfCancelled(context.signal);
  const { task, l2 = 1, maxIterations = 1000, tolerance = 1e-6, classWeights = 'none' } = settings;
  checkSetting('l2', l2, 0, Number.MAX_VALUE);
  checkSetting('maxIterations', maxIterations, 1, Number.MAX_VALUE, true);
  checkSetting('tolerance', tolerance, Number.MIN_VALUE, Number.MAX_VALUE);
  checkData(data, task);
  refuseMissing(data.featureNames, data.columns);
  if (data.validation) refuseMissing(data.featureNames, data.validation.columns);

  const breather = new Breather(context.signal);
  const weights = rowWeights(data, task, classWeights);
  const matrix = await designMatrix(data.columns, weights, breather);
  const outputs = task === 'multiclass' ? data.classes!.length : 1;
  const model: LinearModel = {
    kind: 'linear',
    task,
    featureNames: [...data.featureNames],
    ...(task === 'regression' ? {} : { classes: [...data.classes!] }),
    outputs,
    coefficients: [],
    intercepts: [],
    iterations: 0,
    converged: false,
    losses: data.validation ? { train: [], validation: [] } : { train: [] },
    importances: [],
    trainer: TRAINER,
  };

  function endIteration(iterations: number, trainLoss: number): void {
    const validationLoss = lossOn(data.validation, model);
    model.losses.train.push(trainLoss);
    if (validationLoss !== undefined) model.losses.validation!.push(validationLoss);
    context.onProgress({ iteration: model.losses.train.length, iterations, trainLoss, validationLoss });
  }

  if (task === 'regression') {
    const { coefficients, intercept } = await solveRidge(matrix, data.target, weights, l2, breather);
    Object.assign(model, unscaled(matrix, Float64Array.of(...coefficients, intercept), 1), {
      iterations: 1,
      converged: true,
    });
    endIteration(1, weightedSquaredError(predictRaw(model, data.columns, data.rowCount), data.target, weights));
  } else {
    const loss = logisticLoss(matrix, data.target, weights, outputs, l2, breather);
    const start = new Float64Array(outputs * (matrix.features + 1));
    const found = await minimize(loss.evaluate, start, maxIterations, tolerance, (_, x) => {
      Object.assign(model, unscaled(matrix, x, outputs));
      endIteration(maxIterations, loss.lastMeanLoss());
    });
    Object.assign(model, unscaled(matrix, found.x, outputs));
    model.iterations = found.iterations;
    model.converged = found.converged;
  }
  model.importances = importances(model.coefficients, matrix.deviations);
  return model;
}

function refuseMissing(featureNames: string[], columns: Float64Array[]): void {
  columns.forEach((column, feature) => {
    let missing = 0;
    for (const value of column) if (Number.isNaN(value)) missing++;
    if (missing === 0) return;
    const name = featureNames[feature]!;
    throw new TrainingError(
      'missing-value',
      `${name} is missing in ${missing} of ${column.length} rows, and a linear model cannot take missing values. Fill them before it.`,
      name,
    );
  });
}

/** Coefficients of the features as given, from those of the scaled ones. */
function unscaled(
  { features, means, deviations }: DesignMatrix,
  x: Float64Array,
  outputs: number,
): Pick<LinearModel, 'coefficients' | 'intercepts'> {
  const coefficients: number[][] = [];
  const intercepts: number[] = [];
  for (let output = 0; output < outputs; output++) {
    const own = x.subarray(output * (features + 1), (output + 1) * (features + 1));
    const row = Array.from(means, (_, feature) =>
      deviations[feature] === 0 ? 0 : own[feature]! / deviations[feature]!,
    );
    coefficients.push(row);
    intercepts.push(row.reduce((sum, coefficient, feature) => sum - coefficient * means[feature]!, own[features]!));
  }
  return { coefficients, intercepts };
}

function lossOn(validation: TrainingData['validation'], model: LinearModel): number | undefined {
  if (!validation) return undefined;
  const margins = predictRaw(model, validation.columns, validation.rowCount);
  return meanLoss(model.task, model.outputs, margins, validation.target);
}

function weightedSquaredError(values: Float64Array, target: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let weightSum = 0;
  for (let row = 0; row < values.length; row++) {
    sum += weights[row]! * (values[row]! - target[row]!) ** 2;
    weightSum += weights[row]!;
  }
  return sum / weightSum;
}

function importances(coefficients: number[][], deviations: Float64Array): number[] {
  const sizes = Array.from(deviations, (deviation, feature) =>
    coefficients.reduce((sum, row) => sum + Math.abs(row[feature]!) * deviation, 0),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return total > 0 ? sizes.map((size) => size / total) : sizes;
}

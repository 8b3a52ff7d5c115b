import type { TrainingData } from '../training-data';
import { TrainingError } from '../training-error';
import type { FittedFamily } from './settings';

/** What a linear model needs of data beyond what every trainer needs. */
export function checkLinearData(data: TrainingData, family: FittedFamily, weights: Float64Array): void {
  refuseMissing(data.featureNames, data.columns);
  if (data.validation) refuseMissing(data.featureNames, data.validation.columns);
  if (family === 'logistic') {
    let only: number | undefined;
    for (let row = 0; row < weights.length; row++) {
      if (weights[row] === 0) continue;
      only ??= data.target[row]!;
      if (data.target[row] !== only) return;
    }
    throw new TrainingError(
      'single-class',
      `Every training row with a weight above 0 has the same class, ${data.classes![only!]}: nothing to tell apart.`,
    );
  }
  if (family !== 'poisson') return;
  const parts = [
    ['training', data.target],
    ['validation', data.validation?.target ?? []],
  ] as const;
  for (const [part, target] of parts) {
    const negative = target.findIndex((value) => value < 0);
    if (negative >= 0) {
      throw new TrainingError(
        'bad-target',
        `Poisson regression predicts counts, and the ${part} target has ${target[negative]}. Choose another model for negative values.`,
      );
    }
  }
  if (!data.target.some((value, row) => value > 0 && weights[row]! > 0)) {
    throw new TrainingError(
      'bad-target',
      'Poisson regression predicts counts, and the target is 0 in every training row.',
    );
  }
}

function refuseMissing(featureNames: string[], columns: Float64Array[]): void {
  columns.forEach((column, feature) => {
    let missing = 0;
    for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row]!)) missing++;
    if (missing === 0) return;
    const name = featureNames[feature]!;
    throw new TrainingError(
      'missing-value',
      `${name} is missing in ${missing} of ${column.length} rows, and a linear model cannot take missing values. Fill them before it.`,
      name,
    );
  });
}

import type { Task, TrainingData, ValidationData } from './training-data';
import { TrainingError } from './training-error';

/** Throws a TrainingError unless the data has the promised shape and a target that can be learned. */
export function checkData(data: TrainingData, task: Task): void {
  if (data.rowCount === 0) throw new TrainingError('no-rows', 'There are no rows to learn from.');
  if (data.columns.length === 0) throw new TrainingError('no-features', 'There are no features to learn from.');
  if (data.featureNames.length !== data.columns.length) {
    throw new TrainingError(
      'bad-shape',
      `There are ${data.columns.length} columns but ${data.featureNames.length} feature names.`,
    );
  }
  if (task !== 'regression') checkClassList(data.classes ?? [], task);
  checkTable(data, data, task, 'training');
  if (data.validation) {
    if (data.validation.rowCount === 0) throw new TrainingError('no-rows', 'The validation part has no rows.');
    checkTable(data, data.validation, task, 'validation');
  }
  if (task !== 'regression') checkSeenClasses(data);
  if (data.weights) checkWeights(data.weights, data.rowCount);
}

/** Throws when a setting is outside its range; `isWhole` also refuses fractions. */
export function checkSetting(name: string, value: number, least: number, most: number, isWhole = false): void {
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return;
  const kind = isWhole ? 'a whole number' : 'a number';
  const range = most === Number.MAX_VALUE ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new TrainingError('bad-setting', `${name} must be ${kind} ${range}, not ${value}.`, name);
}

/**
 * A row's weight times its class weight. `balanced`: as scikit-learn, rows / (classes
 * × rows of the class), counted without weights.
 */
export function rowWeights(data: TrainingData, task: Task, classWeights: 'none' | 'balanced'): Float64Array {
  const weights = data.weights ? Float64Array.from(data.weights) : new Float64Array(data.rowCount).fill(1);
  if (classWeights === 'balanced' && task !== 'regression') {
    const counts = new Float64Array(data.classes!.length);
    for (const value of data.target) counts[value]!++;
    for (let row = 0; row < data.rowCount; row++) {
      weights[row]! *= data.rowCount / (counts.length * counts[data.target[row]!]!);
    }
  }
  return weights;
}

type Table = Pick<ValidationData, 'columns' | 'target' | 'rowCount'>;

function checkTable(data: TrainingData, table: Table, task: Task, part: string): void {
  if (table.columns.length !== data.columns.length) {
    throw new TrainingError(
      'bad-shape',
      `The ${part} part has ${table.columns.length} columns, expected ${data.columns.length}.`,
    );
  }
  table.columns.forEach((column, feature) => {
    const name = data.featureNames[feature]!;
    if (column.length !== table.rowCount) {
      throw new TrainingError('bad-shape', `${name} has ${column.length} values, expected ${table.rowCount}.`, name);
    }
    if (hasInfinity(column)) throw new TrainingError('bad-feature', `${name} has an infinite value.`, name);
  });
  if (table.target.length !== table.rowCount) {
    throw new TrainingError('bad-shape', `The target has ${table.target.length} values, expected ${table.rowCount}.`);
  }
  checkTarget(table.target, task === 'regression' ? undefined : data.classes?.length, part);
}

function checkTarget(target: Float64Array, classCount: number | undefined, part: string): void {
  let missing = 0;
  for (const value of target) {
    if (Number.isNaN(value)) missing++;
    else if (!Number.isFinite(value))
      throw new TrainingError('bad-target', `The ${part} target has an infinite value.`);
    else if (classCount !== undefined && !(Number.isInteger(value) && value >= 0 && value < classCount)) {
      throw new TrainingError(
        'bad-target',
        `The ${part} target has ${value}, which is not one of ${classCount} classes.`,
      );
    }
  }
  if (missing === target.length) throw new TrainingError('bad-target', `The ${part} target is missing in every row.`);
  if (missing > 0) {
    throw new TrainingError('bad-target', `The ${part} target is missing in ${missing} of ${target.length} rows.`);
  }
}

function checkClassList(classes: string[], task: Task): void {
  if (classes.length < 2) throw new TrainingError('single-class', 'There must be two classes or more.');
  if (task === 'binary' && classes.length !== 2) {
    throw new TrainingError('bad-target', `A binary task has two classes, not ${classes.length}.`);
  }
}

function checkSeenClasses(data: TrainingData): void {
  const classes = data.classes!;
  const counts = new Float64Array(classes.length);
  for (const value of data.target) counts[value]!++;
  const seen = classes.filter((_, index) => counts[index]! > 0);
  if (seen.length === 1) {
    throw new TrainingError(
      'single-class',
      `Every training row has the same class, ${seen[0]}: nothing to tell apart.`,
    );
  }
}

function checkWeights(weights: Float64Array, rowCount: number): void {
  if (weights.length !== rowCount) {
    throw new TrainingError('bad-shape', `There are ${weights.length} weights, expected ${rowCount}.`);
  }
  let sum = 0;
  for (const weight of weights) {
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new TrainingError('bad-weights', `A weight is ${weight}; weights must be finite and not negative.`);
    }
    sum += weight;
  }
  if (sum === 0) throw new TrainingError('bad-weights', 'All weights are zero.');
}

function hasInfinity(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) {
    if (Math.abs(column[row]!) === Number.POSITIVE_INFINITY) return true;
  }
  return false;
}

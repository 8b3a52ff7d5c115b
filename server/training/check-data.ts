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
    if (data.validation.weights) checkWeights(data.validation.weights, data.validation.rowCount);
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
 * × rows of the class), counted without weights. Otherwise one number per class.
 */
export function rowWeights(
  data: TrainingData,
  task: Task,
  classWeights: 'none' | 'balanced' | readonly number[],
): Float64Array {
  const weights = data.weights ? Float64Array.from(data.weights) : new Float64Array(data.rowCount).fill(1);
  if (classWeights === 'none' || task === 'regression') return weights;
  const byClass = classWeights === 'balanced' ? balancedWeights(data) : classWeights;
  checkClassWeights(byClass, data);
  let sum = 0;
  for (let row = 0; row < data.rowCount; row++) {
    weights[row]! *= byClass[data.target[row]!]!;
    sum += weights[row]!;
  }
  if (sum === 0) throw new TrainingError('bad-weights', 'All rows have a weight of zero, or a class that has.');
  return weights;
}

function balancedWeights({ classes, target, rowCount }: TrainingData): number[] {
  const counts = new Array<number>(classes!.length).fill(0);
  for (const value of target) counts[value]!++;
  return counts.map((count) => (count > 0 ? rowCount / (counts.length * count) : 0));
}

function checkClassWeights(weights: readonly number[], { classes }: TrainingData): void {
  const subject = 'classWeights';
  if (weights.length !== classes!.length) {
    const message = `There are ${weights.length} class weights for ${classes!.length} classes.`;
    throw new TrainingError('bad-setting', message, subject);
  }
  weights.forEach((weight, index) => {
    if (weight >= 0 && Number.isFinite(weight)) return;
    const message = `The weight of class ${classes![index]} is ${weight}; it must be finite and not negative.`;
    throw new TrainingError('bad-setting', message, subject);
  });
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
    const codes = data.categories?.get(feature);
    // Codes a validation part has beyond those are categories training did not see, which a model knows how to answer.
    if (codes !== undefined) checkCodes(column, part === 'training' ? codes : Number.MAX_SAFE_INTEGER, name);
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

function checkCodes(column: Float64Array, codes: number, name: string): void {
  for (let row = 0; row < column.length; row++) {
    const code = column[row]!;
    if (Number.isNaN(code) || (code >= 0 && code < codes && Number.isInteger(code))) continue;
    const message = `${name} has ${code} in row ${row + 1}, which is none of its category codes 0 to ${codes - 1}.`;
    throw new TrainingError('bad-feature', message, name);
  }
}

function hasInfinity(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) {
    if (Math.abs(column[row]!) === Number.POSITIVE_INFINITY) return true;
  }
  return false;
}

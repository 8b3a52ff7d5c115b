import { checkData } from '../check-data';
import type { LinearModel } from '../model';
import type { Task, TrainingData, ValidationData } from '../training-data';
import { TrainingError } from '../training-error';

/**
 * What is always said: the classes' shares (`prior`) or the most frequent class (`majority`); the `mean` or `median` of
 * numbers; the answer of the last row in the order given (`last`), for tables in order of time.
 */
export type BaselineStrategy = 'prior' | 'majority' | 'mean' | 'median' | 'last';

export interface BaselineSettings {
  task: Task;
  /** Default: prior for classes, mean for numbers. */
  strategy?: BaselineStrategy;
}

/** Raised whenever the same data and settings give another model. */
const TRAINER = { name: 'sluice-baseline', version: '1' };
/** Of a class that was said to be impossible. */
const LEAST_PROBABILITY = 1e-15;

const OF_CLASSES: readonly BaselineStrategy[] = ['prior', 'majority', 'last'];
const OF_NUMBERS: readonly BaselineStrategy[] = ['mean', 'median', 'last'];

/**
 * A model that says the same of every row: what any other model has to beat. Rows count by their weights; ties go to
 * the first class. Throws a TrainingError for data or a strategy it cannot use. Features may be missing, and may be none.
 */
export function trainBaseline(data: TrainingData, settings: BaselineSettings): LinearModel {
  const { task, strategy = task === 'regression' ? 'mean' : 'prior' } = settings;
  if (!(task === 'regression' ? OF_NUMBERS : OF_CLASSES).includes(strategy)) {
    const kind = task === 'regression' ? 'numbers' : 'classes';
    throw new TrainingError('bad-setting', `The baseline “${strategy}” cannot predict ${kind}.`, 'strategy');
  }
  checkData(data, task);
  const weights = data.weights ?? new Float64Array(data.rowCount).fill(1);
  const answers = task === 'regression' ? [numberSaid(data, weights, strategy)] : sharesSaid(data, weights, strategy);
  const loss = (part: Pick<ValidationData, 'target'>, counts?: Float64Array) =>
    task === 'regression' ? meanSquares(part.target, answers[0]!, counts) : meanLogLoss(part.target, answers, counts);
  return {
    kind: 'linear',
    family: 'baseline',
    task,
    featureNames: [...data.featureNames],
    ...(task === 'regression' ? {} : { classes: [...data.classes!] }),
    outputs: task === 'multiclass' ? answers.length : 1,
    link: task === 'regression' ? 'identity' : 'probability',
    coefficients: (task === 'multiclass' ? answers : [0]).map(() => data.featureNames.map(() => 0)),
    intercepts: task === 'binary' ? [answers[1]!] : answers,
    iterations: 1,
    converged: true,
    losses: {
      train: [loss(data, weights)],
      ...(data.validation ? { validation: [loss(data.validation)] } : {}),
    },
    importances: data.featureNames.map(() => 0),
    trainer: TRAINER,
  };
}

function sharesSaid({ target, classes }: TrainingData, weights: Float64Array, strategy: BaselineStrategy): number[] {
  const sums = classes!.map(() => 0);
  let sum = 0;
  target.forEach((actual, row) => {
    sums[actual]! += weights[row]!;
    sum += weights[row]!;
  });
  if (strategy === 'prior') return sums.map((own) => own / sum);
  const said = strategy === 'last' ? target.at(-1)! : sums.indexOf(Math.max(...sums));
  return sums.map((_, index) => (index === said ? 1 : 0));
}

function numberSaid({ target }: TrainingData, weights: Float64Array, strategy: BaselineStrategy): number {
  if (strategy === 'last') return target.at(-1)!;
  return strategy === 'mean' ? weightedMean(target, weights) : weightedMedian(target, weights);
}

function weightedMean(target: Float64Array, weights: Float64Array): number {
  let [sum, weightSum] = [0, 0];
  for (let row = 0; row < target.length; row++) {
    sum += weights[row]! * target[row]!;
    weightSum += weights[row]!;
  }
  return sum / weightSum;
}

/** The value with half the weight on either side; between two values their mean. */
function weightedMedian(target: Float64Array, weights: Float64Array): number {
  const rows = Uint32Array.from(target.keys())
    .filter((row) => weights[row]! > 0)
    .sort((a, b) => target[a]! - target[b]!);
  const half = rows.reduce((sum, row) => sum + weights[row]!, 0) / 2;
  let below = 0;
  for (const [place, row] of rows.entries()) {
    below += weights[row]!;
    if (below > half) return target[row]!;
    if (below === half) return (target[row]! + target[rows[place + 1]!]!) / 2;
  }
  return target[rows.at(-1)!]!;
}

function meanSquares(target: Float64Array, said: number, weights?: Float64Array): number {
  const squares = target.map((actual) => (actual - said) ** 2);
  return weightedMean(squares, weights ?? squares.map(() => 1));
}

function meanLogLoss(target: Float64Array, shares: number[], weights?: Float64Array): number {
  const losses = target.map((actual) => -Math.log(Math.max(shares[actual]!, LEAST_PROBABILITY)));
  return weightedMean(losses, weights ?? losses.map(() => 1));
}

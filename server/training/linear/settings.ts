import { checkSetting } from '../check-data';
import type { LinearFamily } from '../model';
import type { Task } from '../training-data';
import { TrainingError } from '../training-error';

export type FittedFamily = Exclude<LinearFamily, 'baseline'>;

/** How a linear model is fitted. Names and scales are scikit-learn's. */
export interface LinearSettings {
  task: Task;
  /** Default: logistic for classes, ridge for regression. */
  family?: FittedFamily;
  /**
   * Strength of the penalty on coefficients of the features as given, never on intercepts: `alpha` of Ridge, Lasso,
   * ElasticNet and PoissonRegressor, 1 / C of LogisticRegression. `linear` has none. Default 1.
   */
  alpha?: number;
  /** Share of L1 in the penalty, for `elastic-net` (default 0.5) and `logistic` (default 0). */
  l1Ratio?: number;
  /** Most steps of an iterative fit: quasi-Newton steps, or sweeps of coordinate descent. Default 1000. */
  maxIterations?: number;
  /** Converged when no entry of the gradient of the mean loss, over standardised features, exceeds it. Default 1e-7. */
  tolerance?: number;
  /**
   * Multiplies the weights of a class's rows: by rows / (classes × rows of the class) when `balanced`, or by the number
   * given for the class. Default none.
   */
  classWeights?: 'none' | 'balanced' | readonly number[];
  /** Keeps in the model how coefficients shrink as the penalty grows (30 features at most). Default false. */
  path?: boolean;
  /** Penalties on the path. Default 50. */
  pathSteps?: number;
  /** Fitting draws nothing at random; kept so that every trainer is keyed alike. */
  seed: number;
}

export type FullSettings = Required<LinearSettings>;

/** Penalty of the mean loss: l1 × |coefficient| + l2 / 2 × coefficient². */
export interface Penalty {
  l1: number;
  l2: number;
}

const TITLES: Record<FittedFamily, string> = {
  logistic: 'Logistic regression',
  linear: 'Linear regression',
  ridge: 'Ridge regression',
  lasso: 'The lasso',
  'elastic-net': 'The elastic net',
  poisson: 'Poisson regression',
};

/** Fills in defaults. Throws a TrainingError for a setting out of range or a family that cannot learn the task. */
export function fullSettings(settings: LinearSettings): FullSettings {
  const { task, family = task === 'regression' ? 'ridge' : 'logistic' } = settings;
  if ((family === 'logistic') !== (task !== 'regression')) {
    throw new TrainingError(
      'bad-setting',
      family === 'logistic'
        ? 'Logistic regression predicts classes, and the target is a number. Choose another model, or set the task to classification.'
        : `${TITLES[family]} predicts numbers, and the target has classes. Choose logistic regression, or set the task to regression.`,
      'family',
    );
  }
  const full: FullSettings = {
    family,
    alpha: family === 'linear' ? 0 : 1,
    maxIterations: 1000,
    tolerance: 1e-7,
    classWeights: 'none',
    path: false,
    pathSteps: 50,
    ...settings,
    l1Ratio:
      { lasso: 1, 'elastic-net': settings.l1Ratio ?? 0.5, logistic: settings.l1Ratio ?? 0 }[family as string] ?? 0,
  };
  if (family === 'linear') full.alpha = 0;
  checkSetting('alpha', full.alpha, 0, Number.MAX_VALUE);
  checkSetting('l1Ratio', full.l1Ratio, 0, 1);
  checkSetting('maxIterations', full.maxIterations, 1, Number.MAX_VALUE, true);
  checkSetting('tolerance', full.tolerance, Number.MIN_VALUE, Number.MAX_VALUE);
  checkSetting('pathSteps', full.pathSteps, 2, 1000, true);
  return full;
}

/** Up to this many columns, products are worth their memory and the cubic time of solving with them. */
const MOST_PRODUCT_COLUMNS = 2000;

/** Whether squared error is fitted by products of columns: unless there are very many. Other losses go by gradients. */
export function isByProducts({ task, family }: Pick<LinearSettings, 'task' | 'family'>, features: number): boolean {
  return task === 'regression' && family !== 'poisson' && features <= MOST_PRODUCT_COLUMNS;
}

/** Ridge and logistic regression weigh the penalty against the summed loss, the others against its mean. */
export function isAgainstSum(family: FittedFamily): boolean {
  return family === 'ridge' || family === 'logistic';
}

/** scikit-learn's objective, divided so that the loss is a mean. */
export function penaltyOf({ family, l1Ratio }: FullSettings, alpha: number, weightSum: number): Penalty {
  const strength = isAgainstSum(family) ? alpha / weightSum : alpha;
  return { l1: strength * l1Ratio, l2: strength * (1 - l1Ratio) };
}

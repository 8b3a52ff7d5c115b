/** A family of models as a person chooses it. */
export interface ModelFamily {
  readonly value: string;
  readonly label: string;
  readonly help: string;
  /** It takes missing values as they come. */
  readonly readsMissing: boolean;
  /** It tells texts apart as categories, without an Encode node. */
  readonly readsCategories: boolean;
  /** Classes, numbers, or both. */
  readonly tasks: readonly ('classification' | 'regression')[];
}

const BOTH = ['classification', 'regression'] as const;
const NUMBERS = ['regression'] as const;

const TREES = { readsMissing: true, readsCategories: true, tasks: BOTH } as const;

export const MODEL_FAMILIES = [
  {
    value: 'boosted-trees',
    label: 'Gradient-boosted trees',
    help: 'Strong on tables as they come: takes missing values and texts.',
    ...TREES,
  },
  {
    value: 'random-forest',
    label: 'Random forest',
    help: 'Many trees on rows drawn at random: good as it is, little to set.',
    ...TREES,
  },
  {
    value: 'extra-trees',
    label: 'Extra trees',
    help: 'A forest with thresholds at random too: faster, smoother.',
    ...TREES,
  },
  {
    value: 'decision-tree',
    label: 'Decision tree',
    help: 'One tree that a person can follow; give it a depth.',
    ...TREES,
  },
  {
    value: 'linear',
    label: 'Logistic regression / ridge',
    help: 'Simple, fast, explainable: logistic for classes, ridge for numbers. Wants filled and standardised numbers.',
    readsMissing: false,
    readsCategories: false,
    tasks: BOTH,
  },
  {
    value: 'lasso',
    label: 'Lasso',
    help: 'Leaves features out: the penalty makes coefficients 0. For classes, logistic with an L1 penalty.',
    readsMissing: false,
    readsCategories: false,
    tasks: BOTH,
  },
  {
    value: 'elastic-net',
    label: 'Elastic net',
    help: 'Between ridge and lasso: keeps groups of features that say the same.',
    readsMissing: false,
    readsCategories: false,
    tasks: BOTH,
  },
  {
    value: 'least-squares',
    label: 'Linear regression',
    help: 'Least squares without a penalty, for numbers.',
    readsMissing: false,
    readsCategories: false,
    tasks: NUMBERS,
  },
  {
    value: 'poisson',
    label: 'Poisson regression',
    help: 'For counts and other numbers from 0 up; its answers are never negative.',
    readsMissing: false,
    readsCategories: false,
    tasks: NUMBERS,
  },
  {
    value: 'baseline',
    label: 'Baseline',
    help: 'Says the same of every row, whatever its features: what any other model has to beat.',
    readsMissing: true,
    readsCategories: true,
    tasks: BOTH,
  },
] as const satisfies readonly (ModelFamily & { value: ModelFamilyName })[];

export const FAMILY_NAMES = [
  'boosted-trees',
  'random-forest',
  'extra-trees',
  'decision-tree',
  'linear',
  'lasso',
  'elastic-net',
  'least-squares',
  'poisson',
  'baseline',
] as const;
export type ModelFamilyName = (typeof FAMILY_NAMES)[number];

export const familyOf = (name: ModelFamilyName): ModelFamily => MODEL_FAMILIES.find(({ value }) => value === name)!;

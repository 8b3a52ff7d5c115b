import { z } from 'zod';
import type { TrainerSettings } from '@/server/training/train-model';
import type { Task } from '@/server/training/training-data';
import { choiceField, columnField, columnsField, field, numberField, switchField } from './config-fields';
import type { PartUse } from './define-node';
import { FAMILY_NAMES, familyOf, MODEL_FAMILIES, type ModelFamilyName } from './model-families';

const trees = z.object({
  rounds: numberField(
    100,
    { int: true, min: 1, max: 10_000 },
    { label: 'Rounds', help: 'Trees to grow, one after another (per class for several classes).' },
  ),
  learningRate: numberField(0.1, { min: 0.0001, max: 1 }, { label: 'Learning rate', step: 0.01 }),
  leaves: numberField(31, { int: true, min: 2, max: 1024 }, { label: 'Leaves per tree' }),
  minDataInLeaf: numberField(
    20,
    { int: true, min: 1, max: 1_000_000 },
    { label: 'Fewest rows in a leaf', unit: 'rows' },
  ),
  l2: numberField(0, { min: 0, max: 1_000_000 }, { label: 'L2 penalty' }),
  earlyStopping: numberField(
    0,
    { int: true, min: 0, max: 1000 },
    {
      label: 'Stop early after',
      unit: 'rounds',
      help: 'Rounds without a better loss on the validation part; 0 never stops early.',
    },
  ),
});

const linear = z.object({
  penalty: numberField(
    1,
    { min: 0, max: 1_000_000_000 },
    {
      label: 'Penalty',
      help: 'Draws coefficients to 0. 1 is what scikit-learn does by default (alpha = 1; for classes C = 1). Linear regression has none.',
    },
  ),
  maxIterations: numberField(
    500,
    { int: true, min: 1, max: 100_000 },
    { label: 'Most iterations', help: 'The card says when it did not converge before.', advanced: true },
  ),
  path: switchField(false, {
    label: 'Follow the penalty',
    help: 'Fits 50 falling penalties too: the report shows how coefficients grow, and which penalty the validation rows like best.',
    advanced: true,
  }),
});

/** What is predicted, from what. Shared by every node that trains. */
export const learningFields = {
  target: columnField({
    label: 'Target',
    help: 'The column to predict.',
    types: ['text', 'bool', 'int', 'float'],
    required: true,
  }),
  task: choiceField(['auto', 'classification', 'regression'], 'auto', {
    label: 'Task',
    help: 'Auto: text and booleans are classes, numbers are predicted as numbers.',
  }),
  features: columnsField({ label: 'Features', help: 'Empty: every column but the target and the key.' }),
  classWeights: choiceField(['none', 'balanced'], 'none', {
    label: 'Class weights',
    help: 'Balanced: rare classes count more.',
  }),
  weights: columnField({
    label: 'Row weights',
    help: 'A number from 0 up in every row: how much it counts. 0 leaves it out; a row of 2 counts as two.',
    types: ['int', 'float'],
    advanced: true,
  }),
  seed: numberField(7, { int: true, min: 0, max: 2_147_483_647 }, { label: 'Seed' }),
};

const LINEAR: readonly ModelFamilyName[] = ['linear', 'lasso', 'elastic-net', 'least-squares', 'poisson'];

/** The model and the settings of its family; a form shows those of the chosen one only. */
export const modelFields = {
  algorithm: choiceField(FAMILY_NAMES, 'boosted-trees', {
    label: 'Model',
    choices: MODEL_FAMILIES.map(({ value, label, help }) => ({ value, label, help })),
  }),
  trees: field(trees.prefault({}), {
    widget: 'object',
    label: 'Trees',
    when: { field: 'algorithm', is: ['boosted-trees'] },
  }),
  linear: field(linear.prefault({}), {
    widget: 'object',
    label: 'Linear model',
    when: { field: 'algorithm', is: LINEAR },
  }),
  l1Ratio: numberField(
    0.5,
    { min: 0, max: 1 },
    {
      label: 'Share of L1',
      step: 0.05,
      help: '0 is ridge, 1 is the lasso.',
      when: { field: 'algorithm', is: ['elastic-net'] },
    },
  ),
};

const shape = z.object({ ...learningFields, ...modelFields });
/** Settings of a node with both groups of fields. */
export type ModelConfig = z.infer<typeof shape>;

/** The settings of a node as a trainer takes them. */
export function trainerSettings(config: ModelConfig, task: Task): TrainerSettings {
  const shared = { task, seed: config.seed, classWeights: config.classWeights };
  switch (config.algorithm) {
    case 'boosted-trees': {
      const { rounds, learningRate, leaves, minDataInLeaf, l2, earlyStopping } = config.trees;
      return {
        family: 'boosted-trees',
        ...shared,
        ...{ rounds, learningRate, leaves, minDataInLeaf, lambdaL2: l2 },
        ...(earlyStopping > 0 ? { earlyStoppingRounds: earlyStopping } : {}),
      };
    }
    default: {
      const { penalty, maxIterations, path } = config.linear;
      const fit = { alpha: penalty, maxIterations, path };
      return { ...shared, ...fit, ...linearFamily(config, task) };
    }
  }
}

/** Two classes or more take logistic regression, whatever the penalty; least squares and Poisson refuse them. */
function linearFamily({ algorithm, l1Ratio }: ModelConfig, task: Task) {
  const isNumber = task === 'regression';
  switch (algorithm) {
    case 'lasso':
      return isNumber ? ({ family: 'lasso' } as const) : ({ family: 'logistic', l1Ratio: 1 } as const);
    case 'elastic-net':
      return { family: isNumber ? 'elastic-net' : 'logistic', l1Ratio } as const;
    case 'least-squares':
      return { family: 'linear' } as const;
    case 'poisson':
      return { family: 'poisson' } as const;
    default:
      return { family: isNumber ? 'ridge' : 'logistic' } as const;
  }
}

/** It watches the validation part and stops by it. */
export const stopsEarly = ({ algorithm, trees: { earlyStopping } }: Pick<ModelConfig, 'algorithm' | 'trees'>) =>
  algorithm === 'boosted-trees' && earlyStopping > 0;

/** What it reads of a split beyond the training rows. */
export const partsUsed = (config: Pick<ModelConfig, 'algorithm' | 'trees'>): PartUse[] =>
  stopsEarly(config)
    ? [{ part: 'validation', to: 'tune', what: 'When to stop', path: ['trees', 'earlyStopping'] }]
    : [];

/** One line that says what is trained. */
export function describeModel(config: Pick<ModelConfig, 'algorithm' | 'trees'>): string {
  return config.algorithm === 'boosted-trees'
    ? `Boosted trees, ${config.trees.rounds} rounds`
    : familyOf(config.algorithm).label;
}

import { z } from 'zod';
import type { TrainerSettings } from '@/server/training/train-model';
import type { Task, TrainingData } from '@/server/training/training-data';
import { boostingFields } from './boosting-fields';
import {
  choiceField,
  columnField,
  columnsField,
  field,
  listField,
  numberField,
  switchField,
  textField,
} from './config-fields';
import type { PartUse } from './define-node';
import { StageFailure } from './define-run';
import { forestFields } from './forest-fields';
import { FAMILY_NAMES, familyOf, MODEL_FAMILIES, type ModelFamilyName } from './model-families';

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
    1000,
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
  classWeights: choiceField(['none', 'balanced', 'by-class'], 'none', {
    label: 'Class weights',
    choices: [
      { value: 'none', label: 'None', help: 'Every row counts once.' },
      { value: 'balanced', label: 'Balanced', help: 'Rare classes count more, so that all classes count the same.' },
      { value: 'by-class', label: 'By class', help: 'A number for each class.' },
    ],
  }),
  weightsByClass: listField(
    z.object({
      name: textField({ label: 'Class', required: true }),
      weight: numberField(1, { min: 0 }, { label: 'Counts' }),
    }),
    {
      label: 'Weight of each class',
      help: 'Classes left out count once.',
      when: { field: 'classWeights', is: ['by-class'] },
    },
  ),
  weights: columnField({
    label: 'Row weights',
    help: 'A number from 0 up in every row: how much it counts. 0 leaves it out; a row of 2 counts as two.',
    types: ['int', 'float'],
    advanced: true,
  }),
  timeColumn: columnField({
    label: 'Time of a row',
    help: 'Where rows follow each other in time: the target of the latest training row is a baseline too. It is no feature unless chosen.',
    types: ['date', 'timestamp', 'int', 'float'],
    advanced: true,
  }),
  seed: numberField(7, { int: true, min: 0, max: 2_147_483_647 }, { label: 'Seed' }),
};

const FOREST: readonly ModelFamilyName[] = ['random-forest', 'extra-trees', 'decision-tree'];
const LINEAR: readonly ModelFamilyName[] = ['linear', 'lasso', 'elastic-net', 'least-squares', 'poisson'];

/** The model and the settings of its family; a form shows those of the chosen one only. */
export const modelFields = {
  algorithm: choiceField(FAMILY_NAMES, 'boosted-trees', {
    label: 'Model',
    choices: MODEL_FAMILIES.map(({ value, label, help }) => ({ value, label, help })),
  }),
  trees: field(boostingFields.prefault({}), {
    widget: 'object',
    label: 'Trees',
    when: { field: 'algorithm', is: ['boosted-trees'] },
  }),
  forestSize: numberField(
    100,
    { int: true, min: 1, max: 10_000 },
    { label: 'Trees', when: { field: 'algorithm', is: ['random-forest', 'extra-trees'] } },
  ),
  forest: field(forestFields.prefault({}), {
    widget: 'object',
    label: 'How trees grow',
    when: { field: 'algorithm', is: FOREST },
  }),
  rowsPerTree: numberField(
    1,
    { min: 0.01, max: 1 },
    {
      label: 'Rows per tree',
      step: 0.05,
      help: 'Rows drawn with replacement for a tree, as a share of all.',
      when: { field: 'algorithm', is: ['random-forest'] },
      advanced: true,
    },
  ),
  linear: field(linear.prefault({}), {
    widget: 'object',
    label: 'Linear model',
    when: { field: 'algorithm', is: LINEAR },
  }),
  always: choiceField(['auto', 'majority', 'median'], 'auto', {
    label: 'Always says',
    when: { field: 'algorithm', is: ['baseline'] },
    choices: [
      { value: 'auto', label: 'The shares of the classes, or the mean' },
      { value: 'majority', label: 'The most frequent class' },
      { value: 'median', label: 'The median' },
    ],
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

/** The data that settings speak of by name. */
type NamedData = Pick<TrainingData, 'featureNames' | 'classes'>;

/** The settings of a node as a trainer takes them. Throws a StageFailure where they name a class that is not there. */
export function trainerSettings(config: ModelConfig, task: Task, data: NamedData): TrainerSettings {
  const shared = { task, seed: config.seed, classWeights: classWeightsOf(config, task, data) };
  if (config.algorithm === 'boosted-trees') {
    return { family: 'boosted-trees', ...shared, ...boostingSettings(config.trees, task, data) };
  }
  if (config.algorithm === 'baseline') {
    return { family: 'baseline', task, ...(config.always === 'auto' ? {} : { strategy: config.always }) };
  }
  if (FOREST.includes(config.algorithm)) return { ...shared, ...forestSettings(config) };
  const { penalty, maxIterations, path } = config.linear;
  return { ...shared, alpha: penalty, maxIterations, path, ...linearFamily(config, task) };
}

function boostingSettings(trees: ModelConfig['trees'], task: Task, { featureNames }: NamedData) {
  const { rounds, learningRate, leaves, minDataInLeaf, maxBins, objective, quantile, huberDelta } = trees;
  const directions = new Map(trees.monotone.map(({ column, direction }) => [column, direction === 'rising' ? 1 : -1]));
  return {
    ...{ rounds, learningRate, leaves, minDataInLeaf, maxBins },
    minGainToSplit: trees.minGain,
    lambdaL1: trees.l1,
    lambdaL2: trees.l2,
    baggingFraction: trees.rowSampling,
    featureFraction: trees.featureSampling,
    featureFractionByNode: trees.splitSampling,
    ...(trees.maxDepth > 0 ? { maxDepth: trees.maxDepth } : {}),
    ...(objective !== 'auto' && task === 'regression' ? { objective } : {}),
    ...(objective === 'quantile' ? { alpha: quantile } : {}),
    ...(objective === 'huber' && huberDelta > 0 ? { delta: huberDelta } : {}),
    ...(directions.size > 0 ? { monotoneConstraints: featureNames.map((name) => directions.get(name) ?? 0) } : {}),
    ...(trees.earlyStopping > 0 ? { earlyStoppingRounds: trees.earlyStopping } : {}),
  };
}

function forestSettings({ algorithm, forest, forestSize, rowsPerTree }: ModelConfig) {
  const { maxFeatures, featureShare, minDataInLeaf, minRowsToSplit, maxDepth, maxBins } = forest;
  const family = algorithm as 'random-forest' | 'extra-trees' | 'decision-tree';
  return {
    family,
    ...{ minDataInLeaf, minSamplesSplit: minRowsToSplit, maxBins },
    ...(family === 'decision-tree' ? {} : { trees: forestSize }),
    ...(family === 'random-forest' ? { maxSamples: rowsPerTree } : {}),
    ...(maxDepth > 0 ? { maxDepth } : {}),
    ...(maxFeatures === 'auto' ? {} : { maxFeatures: maxFeatures === 'share' ? { share: featureShare } : maxFeatures }),
  };
}

/** By class, in the order of the classes; those that the settings do not name count once. */
function classWeightsOf({ classWeights, weightsByClass }: ModelConfig, task: Task, { classes = [] }: NamedData) {
  if (classWeights !== 'by-class') return classWeights;
  if (task === 'regression') return 'none' as const;
  const unknown = weightsByClass.find(({ name }) => !classes.includes(name));
  if (unknown) {
    throw new StageFailure(`The class weights name “${unknown.name}”, which no training row has.`, {
      kind: 'data',
      hint: `The classes are ${classes.slice(0, 10).join(', ')}.`,
    });
  }
  const named = new Map(weightsByClass.map(({ name, weight }) => [name, weight]));
  return classes.map((name) => named.get(name) ?? 1);
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
export function describeModel(config: Pick<ModelConfig, 'algorithm' | 'trees' | 'forestSize'>): string {
  const { algorithm, trees, forestSize } = config;
  if (algorithm === 'boosted-trees') return `Boosted trees, ${trees.rounds} rounds`;
  const { label } = familyOf(algorithm);
  return algorithm === 'random-forest' || algorithm === 'extra-trees' ? `${label}, ${forestSize} trees` : label;
}

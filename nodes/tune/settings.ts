import { z } from 'zod';
import { choiceField, field, numberField, switchField } from '../kernel';
import { learningFields, type ModelConfig, modelFields } from '../kernel/trainer-settings';
import { METRIC_CHOICES } from './metrics';
import { settingsOf, spaceField } from './search-space';

const { target, ...otherLearning } = learningFields;
const { algorithm, ...familyFields } = modelFields;

export const MOST_TRIALS = 500;

export const config = z.object({
  target,
  algorithm,
  strategy: choiceField(['tpe', 'random', 'grid'], 'tpe', {
    label: 'Search',
    choices: [
      {
        value: 'tpe',
        label: 'Bayesian',
        help: 'Eight trials at random, then where the good ones were (tree-structured Parzen estimator).',
      },
      { value: 'random', label: 'Random', help: 'Every trial on its own: good with many workers.' },
      { value: 'grid', label: 'Grid', help: 'Every combination of a few values of each setting.' },
    ],
  }),
  trials: numberField(
    20,
    { int: true, min: 1, max: MOST_TRIALS },
    { label: 'Trials', when: { field: 'strategy', is: ['tpe', 'random'] } },
  ),
  levels: numberField(
    3,
    { int: true, min: 2, max: 20 },
    { label: 'Values per range', when: { field: 'strategy', is: ['grid'] } },
  ),
  metric: field(z.string().default('auto'), { widget: 'choice', label: 'Best by', choices: METRIC_CHOICES }),
  parallel: numberField(
    2,
    { int: true, min: 1, max: 64 },
    {
      label: 'Trials at once',
      help: 'A Bayesian trial learns from all but the latest so many, and so does a budget: the search is the same however fast the machine is. Without either, every free worker takes a trial.',
    },
  ),
  minutes: numberField(
    0,
    { min: 0, max: 100_000 },
    {
      label: 'Budget',
      unit: 'minutes',
      help: 'When the trials before it took so long (each counts its share of those at once), a trial is skipped. 0: no limit.',
    },
  ),
  halving: switchField(false, {
    label: 'Successive halving',
    help: 'Tries all with a part of the rows or trees first, and only the best with more.',
  }),
  eta: numberField(
    3,
    { int: true, min: 2, max: 10 },
    { label: 'Keep one of', help: 'So many go in for each that goes on.', when: { field: 'halving', is: [true] } },
  ),
  learnFrom: choiceField(['train-and-validation', 'train'], 'train-and-validation', {
    label: 'The winner learns from',
    choices: [
      { value: 'train-and-validation', label: 'Train + validation', help: 'More rows; judge it on the test part.' },
      { value: 'train', label: 'Train only', help: 'Keeps the validation part for a threshold or a calibration.' },
    ],
    advanced: true,
  }),
  ...otherLearning,
  treesSpace: spaceField('trees', 'Searched'),
  forestSpace: spaceField('forest', 'Searched'),
  linearSpace: spaceField('linear', 'Searched'),
  ...familyFields,
});
export type Config = z.infer<typeof config>;

const modelShape = z.object({ ...learningFields, ...modelFields });

/** The settings of the model alone, without those of models that were not chosen: what a trial is known by. */
export function modelSettings(settings: Config): Record<string, unknown> {
  const names = [...Object.keys(learningFields), 'algorithm', ...settingsOf(settings.algorithm)];
  return Object.fromEntries(names.map((name) => [name, settings[name as keyof Config]]));
}

/** Settings as a trainer's node has them, all of them. */
export const asModelConfig = (settings: Record<string, unknown>): ModelConfig => modelShape.parse(settings);

import { defineNode, inputPort, outputPort } from '../kernel';
import { checkLearning } from '../kernel/learning/check-learning';
import { featureColumns } from '../kernel/learning/feature-columns';
import { familyOf } from '../kernel/model-families';
import { partsUsed } from '../kernel/trainer-settings';
import { gridSize } from './search/space';
import { searchSteps } from './search-plan';
import { groupOf, parametersOf, spaceProblems } from './search-space';
import { type Config, config, MOST_TRIALS } from './settings';

const LEARNS_FROM_VALIDATION = {
  part: 'validation',
  to: 'learn',
  what: 'The model of the winner',
  path: ['learnFrom'],
} as const;

export const tune = defineNode({
  type: 'tune',
  version: 1,
  title: 'Tune',
  summary: 'Searches the settings of a model on the folds of the split, and learns the best.',
  category: 'model',
  ports: {
    in: { table: inputPort.table() },
    out: { model: outputPort.model(), report: outputPort.report() },
  },
  config,
  implementation: 'tune@2',
  traits: { rows: 'none', learns: 'from-training-rows', determinism: 'seeded', serving: 'per-row' },
  outputSchema: () => ({}),
  usesFolds: () => true,
  usesParts: (settings) => [
    { part: 'validation', to: 'tune', what: 'The settings', path: ['strategy'] },
    ...(settings.learnFrom === 'train' ? [] : ([LEARNS_FROM_VALIDATION] as const)),
    ...partsUsed(settings),
  ],
  withFeatures: (features) => ({ features: [...features] }),
  model: ({ config: settings, inputs }) =>
    inputs.table && settings.target !== ''
      ? { target: settings.target, features: featureColumns(settings, inputs.table).map((column) => column.name) }
      : undefined,
  steps: ({ config: settings }) => searchSteps(settings),
  check: (context) => {
    const { config: settings, inputs, report } = context;
    checkLearning(context);
    const { path } = groupOf(settings);
    for (const problem of spaceProblems(settings)) {
      report('setting-invalid', problem.path, problem.message, problem.hint ? { hint: problem.hint } : {});
    }
    const space = parametersOf(settings);
    if (space.length === 0)
      report('setting-missing', [path], `Nothing of ${familyOf(settings.algorithm).label} is searched.`, {
        hint: 'Add a setting to search, or take a Train node.',
      });
    const size = gridSize(space, settings.levels);
    if (settings.strategy === 'grid' && size > MOST_TRIALS)
      report(
        'setting-invalid',
        ['levels'],
        `This grid has ${size.toLocaleString('en')} trials; ${MOST_TRIALS} is the most.`,
        {
          hint: 'Search fewer settings or values, or choose Random or Bayesian.',
        },
      );
    if (inputs.table && !inputs.table.open && !inputs.table.partitioned)
      report(
        'no-partition',
        ['strategy'],
        'Trials are judged by rows they did not learn from, and no split labels these rows.',
        {
          hint: 'Put a Split node with folds, or with a validation share, before this one.',
        },
      );
  },
  ui: {
    icon: 'sliders-horizontal',
    keywords: [
      'hyperparameter',
      'search',
      'optimise',
      'grid',
      'random',
      'bayesian',
      'tpe',
      'halving',
      'automl',
      'model',
    ],
    describe: (settings) => `${countOf(settings)} trials · ${familyOf(settings.algorithm).label}`,
  },
});

const countOf = (settings: Config): string =>
  String(settings.strategy === 'grid' ? gridSize(parametersOf(settings), settings.levels) : settings.trials);

import { z } from 'zod';
import {
  type Column,
  choiceField,
  columnField,
  columnsField,
  defineNode,
  type Fix,
  field,
  inputPort,
  leaveOutOf,
  numberField,
  outputPort,
  switchField,
  type TableSchema,
} from '../kernel';

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
    { label: 'L2 penalty', help: '1 is what scikit-learn does by default (C = 1; ridge alpha = 1).' },
  ),
  maxIterations: numberField(500, { int: true, min: 1, max: 100_000 }, { label: 'Most iterations' }),
});

const config = z.object({
  target: columnField({
    label: 'Target',
    help: 'The column to predict.',
    types: ['text', 'bool', 'int', 'float'],
    required: true,
  }),
  algorithm: choiceField(['boosted-trees', 'linear'], 'boosted-trees', {
    label: 'Model',
    choices: [
      {
        value: 'boosted-trees',
        label: 'Gradient-boosted trees',
        help: 'Strong on tables as they come; takes missing values.',
      },
      {
        value: 'linear',
        label: 'Logistic regression / ridge',
        help: 'Simple, fast, explainable; wants filled and standardised numbers.',
      },
    ],
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
  useFolds: switchField(true, {
    label: 'Judge on folds',
    help: 'Where the split deals folds: learns once for each, and says what the rows left out make of it. The model itself is learned from all training rows.',
  }),
  seed: numberField(7, { int: true, min: 0, max: 2_147_483_647 }, { label: 'Seed' }),
  trees: field(trees.prefault({}), {
    widget: 'object',
    label: 'Trees',
    when: { field: 'algorithm', is: ['boosted-trees'] },
  }),
  linear: field(linear.prefault({}), {
    widget: 'object',
    label: 'Linear model',
    when: { field: 'algorithm', is: ['linear'] },
  }),
});
export type Config = z.infer<typeof config>;

/** The columns a model reads: those chosen, or all but the target and the key. */
export function featureColumns(settings: Pick<Config, 'features' | 'target'>, table: TableSchema): Column[] {
  const chosen = new Set(settings.features);
  return table.columns.filter((column) =>
    chosen.size > 0 ? chosen.has(column.name) : column.name !== settings.target && column.name !== table.key,
  );
}

const READABLE = new Set(['bool', 'int', 'float', 'vector']);

/** The node that turns other columns into numbers. */
const PREPARED_BY: Readonly<Record<string, string>> = { date: 'a Date parts node', timestamp: 'a Date parts node' };

function leaveOutFix(node: string, features: readonly Column[], unreadable: readonly Column[]): Fix | undefined {
  const rest = features.filter((column) => !unreadable.includes(column)).map(({ name }) => name);
  if (rest.length === 0) return undefined;
  return leaveOutOf(
    node,
    { features: rest },
    unreadable.map(({ name }) => name),
  );
}

export const train = defineNode({
  type: 'train',
  version: 1,
  title: 'Train',
  summary: 'Learns a model from the training rows: boosted trees, or logistic regression / ridge.',
  category: 'model',
  ports: { in: { table: inputPort.table() }, out: { model: outputPort.model() } },
  config,
  implementation: 'sluice-trainer@1',
  traits: { rows: 'none', learns: 'from-training-rows', determinism: 'seeded', serving: 'per-row' },
  outputSchema: () => ({}),
  usesFolds: ({ useFolds }) => useFolds,
  usesParts: ({ algorithm, trees }) =>
    algorithm === 'boosted-trees' && trees.earlyStopping > 0
      ? [{ part: 'validation', to: 'tune', what: 'When to stop', path: ['trees', 'earlyStopping'] }]
      : [],
  withFeatures: (features) => ({ features: [...features] }),
  model: ({ config: settings, inputs }) =>
    inputs.table && settings.target !== ''
      ? { target: settings.target, features: featureColumns(settings, inputs.table).map((column) => column.name) }
      : undefined,
  check: ({ config: settings, inputs, nodeId, report }) => {
    const table = inputs.table;
    if (!table || table.open || settings.target === '') return;
    if (settings.features.includes(settings.target)) {
      report('leak-target-among-features', ['features'], `The target ${settings.target} is among the features.`, {
        hint: 'Remove it from the features.',
      });
    }
    const target = table.columns.find((column) => column.name === settings.target);
    if (target && target.type === 'text' && settings.task === 'regression') {
      report('column-type', ['task'], `A regression needs a number; ${target.name} is text.`, {
        hint: 'Choose classification.',
      });
    }
    if (target && target.type === 'float' && settings.task === 'classification') {
      report('column-type', ['task'], `${target.name} is a float and cannot name classes.`, {
        hint: 'Choose regression, or correct its type in the source.',
      });
    }
    const features = featureColumns(settings, table);
    if (features.length === 0) report('setting-missing', ['features'], 'There is no column to learn from.');
    const unreadable = features.filter((column) => !READABLE.has(column.type));
    if (unreadable.length > 0) {
      const names = unreadable
        .slice(0, 3)
        .map((column) => column.name)
        .join(', ');
      report(
        'column-type',
        ['features'],
        `A model reads numbers; ${names}${unreadable.length > 3 ? ` and ${unreadable.length - 3} more` : ''} ${unreadable.length === 1 ? 'is' : 'are'} ${unreadable[0]!.type}.`,
        {
          hint: `Put ${PREPARED_BY[unreadable[0]!.type] ?? 'an Encode node'} before this one, or leave ${unreadable.length === 1 ? 'it' : 'them'} out of the features.`,
          fix: leaveOutFix(nodeId, features, unreadable),
        },
      );
    }
    const missing = settings.algorithm === 'linear' ? features.filter((column) => column.nullable) : [];
    if (missing.length > 0) {
      report(
        'node-advice',
        ['algorithm'],
        `A linear model cannot read missing values; ${missing[0]!.name}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''} may be missing.`,
        { hint: 'Put an Impute node before this one, or choose boosted trees.' },
      );
    }
    if (settings.trees.earlyStopping > 0 && settings.algorithm === 'boosted-trees' && !table.partitioned) {
      report(
        'no-partition',
        ['trees', 'earlyStopping'],
        'Stopping early needs validation rows, and no split labels these rows.',
        { hint: 'Put a Split node before this one.' },
      );
    }
  },
  ui: {
    icon: 'network',
    keywords: ['model', 'learn', 'fit', 'boosting', 'logistic', 'ridge', 'classifier', 'regressor'],
    describe: (settings) =>
      settings.algorithm === 'boosted-trees'
        ? `Boosted trees, ${settings.trees.rounds} rounds`
        : 'Logistic regression / ridge',
  },
});

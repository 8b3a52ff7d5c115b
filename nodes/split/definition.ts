import { z } from 'zod';
import {
  type CheckContext,
  choiceField,
  columnField,
  columnNames,
  columnsField,
  defineNode,
  emptyOpenSchema,
  field,
  inputPort,
  type LabelMethod,
  numberField,
  objectField,
  outputPort,
  type TableSchema,
} from '../kernel';
import { foldMethodOf, foldPlanOf, foldsConfig } from './folds';

const share = (initial: number, label: string) =>
  field(z.number().min(0).max(1).default(initial), { widget: 'share', label, unit: '%', step: 0.01 });

const config = z.object({
  method: choiceField(['random', 'stratified', 'group', 'time'], 'random', {
    label: 'How',
    choices: [
      {
        value: 'random',
        label: 'Random',
        help: 'Each row on its own, by a hash of its key: shares are approximate and labels never move.',
      },
      { value: 'stratified', label: 'Stratified', help: 'The same shares within each value of a column.' },
      {
        value: 'group',
        label: 'By group',
        help: 'Rows with the same value stay together, by a hash of it: a customer, a patient, a device.',
      },
      { value: 'time', label: 'By time', help: 'The oldest rows train, the newest test.' },
    ],
  }),
  by: columnField({
    label: 'Column',
    help: 'The column whose values, groups or times decide.',
    when: { field: 'method', is: ['stratified', 'group', 'time'] },
    required: true,
  }),
  seed: numberField(
    7,
    { int: true, min: 0, max: 2_147_483_647 },
    { label: 'Seed', help: 'Another seed, other parts and folds.' },
  ),
  shares: field(
    z
      .object({ train: share(0.7, 'Train'), validation: share(0.15, 'Validation'), test: share(0.15, 'Test') })
      .prefault({}),
    { widget: 'object', label: 'Shares' },
  ),
  folds: objectField(foldsConfig, { label: 'Folds of the training rows' }),
  watch: columnsField({
    label: 'Look for values in two parts',
    help: 'Columns whose values should not stand in two parts (a customer, a text). The report counts those that do; equal rows are always looked for.',
    advanced: true,
  }),
});
export type Config = z.infer<typeof config>;

function methodOf(settings: Config): LabelMethod {
  const { method: kind, seed, by } = settings;
  switch (kind) {
    case 'random':
      return { kind, seed };
    case 'stratified':
    case 'group':
      return { kind, seed, by };
    case 'time':
      return { kind, by };
  }
}

/** The relation that labels rows; `input` is what it labels. */
export function labelRel<Input>(settings: Config, schema: TableSchema, input: Input) {
  const { train, validation, test } = settings.shares;
  const folds = foldMethodOf(settings);
  return {
    op: 'label' as const,
    input,
    method: methodOf(settings),
    shares: [train, validation, test] as const,
    ...(folds ? { folds } : {}),
    ...(schema.key ? { identity: schema.key } : {}),
    columns: columnNames(schema),
  };
}

function checkSplit({ config: settings, inputs, report }: CheckContext<Config>): void {
  const { train, validation, test } = settings.shares;
  if (Math.abs(train + validation + test - 1) > 1e-9) {
    report('setting-invalid', ['shares'], `The shares sum to ${percent(train + validation + test)} %, not 100 %.`, {
      hint: 'Change one of them.',
    });
  }
  if (train === 0) report('part-empty', ['shares', 'train'], 'No rows would be left to train on.');
  if (inputs.table?.partitioned)
    report(
      'split-twice',
      [],
      'These rows are labelled already; this split deals out the training rows among them once more.',
      {
        hint: 'Remove one of the two splits.',
      },
    );
  const { method, by, folds } = settings;
  if (method === 'group' && folds.kind !== 'none' && (folds.kind !== 'group' || folds.by !== by))
    report(
      'node-advice',
      ['folds', 'kind'],
      `Rows of one ${by || 'group'} stay together in the parts, but not in these folds.`,
      {
        hint: 'Choose folds by the same group.',
      },
    );
  if (method === 'time' && folds.kind !== 'none' && folds.kind !== 'time')
    report(
      'node-advice',
      ['folds', 'kind'],
      'The parts go by time, but these folds judge earlier rows by later ones.',
      {
        hint: 'Choose time series folds.',
      },
    );
}

const percent = (shareOf: number): string => String(Math.round(shareOf * 1000) / 10);

export const split = defineNode({
  type: 'split',
  version: 1,
  title: 'Split',
  summary: 'Labels each row train, validation or test. What learns downstream learns from training rows only.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table(), report: outputPort.report() } },
  config,
  implementation: 'split@1',
  traits: (settings) => ({
    rows: 'keeps',
    learns: 'nothing',
    determinism: 'seeded',
    serving: 'pass',
    labelsRows: settings.method === 'random' || settings.method === 'group' ? 'row-local' : 'rank-based',
  }),
  outputSchema: ({ config: settings, inputs }) => {
    const { folds: _, ...table } = inputs.table ?? emptyOpenSchema;
    const folds = foldPlanOf(settings);
    return { table: { ...table, partitioned: true, ...(folds ? { folds } : {}) } };
  },
  check: checkSplit,
  lower: ({ config: settings, inputs, schemas }) => ({
    table: { kind: 'relation', rel: labelRel(settings, schemas.table ?? emptyOpenSchema, inputs.table!) },
    report: { kind: 'task', reads: 'table' },
  }),
  ui: {
    icon: 'split',
    keywords: ['train', 'test', 'validation', 'holdout', 'partition', 'fold', 'cross-validation', 'k-fold', 'group'],
    describe: ({ method, by, shares, folds }) =>
      `${percent(shares.train)} / ${percent(shares.validation)} / ${percent(shares.test)}${method === 'random' ? ' at random' : by ? ` by ${by}` : ''}${folds.kind === 'none' ? '' : `, ${folds.count} folds`}`,
  },
});

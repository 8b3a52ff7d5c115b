import { z } from 'zod';
import {
  choiceField,
  columnField,
  columnNames,
  defineNode,
  emptyOpenSchema,
  field,
  inputPort,
  type LabelMethod,
  numberField,
  outputPort,
} from '../kernel';

const share = (initial: number, label: string) =>
  field(z.number().min(0).max(1).default(initial), { widget: 'share', label, unit: '%', step: 0.01 });

const config = z.object({
  method: choiceField(['random', 'stratified', 'time'], 'random', {
    label: 'How',
    choices: [
      {
        value: 'random',
        label: 'Random',
        help: 'Each row on its own, by a hash of its key: shares are approximate and labels never move.',
      },
      { value: 'stratified', label: 'Stratified', help: 'The same shares within each value of a column.' },
      { value: 'time', label: 'By time', help: 'The oldest rows train, the newest test.' },
    ],
  }),
  by: columnField({
    label: 'Column',
    help: 'The column whose values (or times) decide.',
    when: { field: 'method', is: ['stratified', 'time'] },
    required: true,
  }),
  seed: numberField(
    7,
    { int: true, min: 0, max: 2_147_483_647 },
    { label: 'Seed', when: { field: 'method', is: ['random', 'stratified'] } },
  ),
  shares: field(
    z
      .object({ train: share(0.7, 'Train'), validation: share(0.15, 'Validation'), test: share(0.15, 'Test') })
      .prefault({}),
    { widget: 'object', label: 'Shares' },
  ),
});
type Config = z.infer<typeof config>;

function methodOf(settings: Config): LabelMethod {
  switch (settings.method) {
    case 'random':
      return { kind: 'random', seed: settings.seed };
    case 'stratified':
      return { kind: 'stratified', seed: settings.seed, by: settings.by };
    case 'time':
      return { kind: 'time', by: settings.by };
  }
}

const percent = (shareOf: number): string => String(Math.round(shareOf * 1000) / 10);

export const split = defineNode({
  type: 'split',
  version: 1,
  title: 'Split',
  summary: 'Labels each row train, validation or test. What learns downstream learns from training rows only.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: (settings) => ({
    rows: 'keeps',
    learns: 'nothing',
    determinism: 'seeded',
    serving: 'pass',
    labelsRows: settings.method === 'random' ? 'row-local' : 'rank-based',
  }),
  outputSchema: ({ inputs }) => ({ table: { ...(inputs.table ?? emptyOpenSchema), partitioned: true } }),
  check: ({ config: settings, inputs, report }) => {
    const { train, validation, test } = settings.shares;
    if (Math.abs(train + validation + test - 1) > 1e-9) {
      report('setting-invalid', ['shares'], `The shares sum to ${percent(train + validation + test)} %, not 100 %.`, {
        hint: 'Change one of them.',
      });
    }
    if (train === 0) report('part-empty', ['shares', 'train'], 'No rows would be left to train on.');
    if (inputs.table?.partitioned)
      report('split-twice', [], 'These rows are labelled already; this split labels them again.', {
        hint: 'Remove one of the two splits.',
      });
  },
  lower: ({ config: settings, inputs, schemas }) => {
    const schema = schemas.table ?? emptyOpenSchema;
    const { train, validation, test } = settings.shares;
    return {
      table: {
        kind: 'relation',
        rel: {
          op: 'label',
          input: inputs.table!,
          method: methodOf(settings),
          shares: [train, validation, test],
          ...(schema.key ? { identity: schema.key } : {}),
          columns: columnNames(schema),
        },
      },
    };
  },
  ui: {
    icon: 'split',
    keywords: ['train', 'test', 'validation', 'holdout', 'partition', 'fold'],
    describe: ({ method, by, shares }) =>
      `${percent(shares.train)} / ${percent(shares.validation)} / ${percent(shares.test)}${method === 'random' ? ' at random' : by ? ` by ${by}` : ''}`,
  },
});

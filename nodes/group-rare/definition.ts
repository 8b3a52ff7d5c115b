import { z } from 'zod';
import {
  type Column,
  call,
  choiceField,
  choiceWords,
  chosenColumns,
  col,
  columnChoice,
  type Derivation,
  defineNode,
  derivedColumn,
  type Expr,
  emptyOpenSchema,
  type FitKeys,
  inputPort,
  lookup,
  numberField,
  outputPort,
  perRow,
  type TableSchema,
  text,
  textField,
} from '../kernel';

const config = z.object({
  keep: choiceField(['count', 'share', 'largest'], 'share', {
    label: 'Keep values',
    choices: [
      { value: 'share', label: 'By share of rows' },
      { value: 'count', label: 'By number of rows' },
      { value: 'largest', label: 'The most frequent' },
    ],
  }),
  leastShare: numberField(
    0.01,
    { min: 0, max: 1 },
    {
      label: 'Least share',
      help: 'Of the training rows that have a value: 0.01 is one in a hundred.',
      when: { field: 'keep', is: ['share'] },
    },
  ),
  leastCount: numberField(
    10,
    { int: true, min: 1 },
    { label: 'Least rows', help: 'Training rows with the value.', when: { field: 'keep', is: ['count'] } },
  ),
  most: numberField(
    20,
    { int: true, min: 1, max: 10_000 },
    {
      label: 'How many values',
      help: 'Of equally frequent ones those first in the alphabet.',
      when: { field: 'keep', is: ['largest'] },
    },
  ),
  other: textField({ label: 'All others become' }, 'other'),
  missing: choiceField(['leave', 'group'], 'leave', {
    label: 'Missing values',
    choices: [
      { value: 'leave', label: 'Stay missing' },
      { value: 'group', label: 'Are among the others' },
    ],
  }),
  ...columnChoice(['text'], 'text'),
});
type Config = z.infer<typeof config>;

const chosen = (settings: Config, table: TableSchema): Column[] => chosenColumns(settings, table, ['text']);

function keepRule(settings: Config): NonNullable<FitKeys['keep']> {
  switch (settings.keep) {
    case 'share':
      return { shareOfSum: settings.leastShare };
    case 'count':
      return { atLeast: settings.leastCount };
    case 'largest':
      return { largest: settings.most };
  }
}

/** The value where it is one of the frequent ones. */
function grouped(settings: Config, { name }: Column, counts: Expr): Expr {
  const isFrequent = call('is_not_null', lookup(col(name), counts));
  const stays = settings.missing === 'leave' ? call('or', isFrequent, call('is_null', col(name))) : isFrequent;
  return call('if', stays, col(name), text(settings.other));
}

const derivations = (settings: Config, table: TableSchema): Derivation[] =>
  chosen(settings, table).map((column) => ({
    column: derivedColumn(column.name, 'text', [column.name], {
      nullable: column.nullable && settings.missing === 'leave',
    }),
    replaces: column.name,
    expr: (learned) => grouped(settings, column, learned(`${column.name} counts`)),
  }));

export const groupRare = defineNode({
  type: 'group-rare',
  version: 1,
  title: 'Group rare values',
  summary: 'Text values that few training rows have become one value, “other”.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'from-training-rows', determinism: 'pure', serving: 'per-row' },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  ...perRow(derivations),
  fit: ({ inputs, config: settings }) =>
    Object.fromEntries(
      chosen(settings, inputs.table ?? emptyOpenSchema).map(({ name }) => [
        `${name} counts`,
        {
          fn: 'count',
          type: 'text-float-map',
          by: { key: col(name), keep: keepRule(settings) },
          atMost: {
            count: 100_000,
            message: `More than 100,000 values of ${name} are frequent enough: it names rows, not groups of them. Leave it alone, or ask for more rows.`,
          },
        },
      ]),
    ),
  ui: {
    icon: 'group',
    keywords: ['rare', 'category', 'categorical', 'other', 'lump', 'infrequent', 'cardinality', 'top'],
    describe: (settings) => `${choiceWords(settings, 'text')} · ${keepWords(settings)}`,
  },
});

function keepWords(settings: Config): string {
  switch (settings.keep) {
    case 'share':
      return `from ${Number((settings.leastShare * 100).toPrecision(6))} % of rows`;
    case 'count':
      return `from ${settings.leastCount} rows`;
    case 'largest':
      return `the ${settings.most} most frequent`;
  }
}

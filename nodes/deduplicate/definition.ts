import { z } from 'zod';
import {
  choiceField,
  col,
  columnNames,
  columnsField,
  defineNode,
  emptyOpenSchema,
  inputPort,
  outputPort,
  type SortKey,
} from '../kernel';

const config = z.object({
  by: columnsField({
    label: 'Same in',
    help: 'Rows that agree in these columns are one. None chosen: rows that agree in every column.',
  }),
  order: columnsField({
    label: 'In the order of',
    help: 'Decides which of several is kept; without it, and among equals, the smallest by the key, or without one by the other columns.',
  }),
  keep: choiceField(['first', 'last'], 'first', {
    label: 'Keep',
    choices: [
      { value: 'first', label: 'The first', help: 'Smallest or earliest.' },
      { value: 'last', label: 'The last', help: 'Largest or latest.' },
    ],
  }),
});
type Config = z.infer<typeof config>;

const keysOf = ({ order, keep }: Config): SortKey[] =>
  order.map((name) => ({ of: col(name), ...(keep === 'last' ? { descending: true } : {}) }));

export const deduplicate = defineNode({
  type: 'deduplicate',
  version: 1,
  title: 'Deduplicate',
  summary: 'Keeps one row of those that agree.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'drops', learns: 'nothing', looksAt: 'others', determinism: 'pure', serving: 'pass' },
  outputSchema: ({ inputs }) => ({ table: inputs.table ?? emptyOpenSchema }),
  check: ({ config: settings, inputs, report }) => {
    const useless = settings.order.findIndex((name) => settings.by.includes(name));
    if (useless >= 0)
      report(
        'node-advice',
        ['order', useless],
        `Rows are the same in ${settings.order[useless]}, so it orders nothing.`,
        { hint: 'Choose a column in which they differ, such as a date.' },
      );
    const { key } = inputs.table ?? {};
    if (key !== undefined && (settings.by.length === 0 || settings.by.includes(key)))
      report('node-advice', ['by'], `${key} is the key: no two rows agree in it.`, {
        hint: 'Choose the columns in which rows may repeat.',
      });
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const columns = columnNames(schemas.table ?? emptyOpenSchema);
    const by = settings.by.length > 0 ? settings.by : columns;
    // A key tells rows apart by itself, and is far cheaper to sort by than everything a row holds.
    const ties = schemas.table?.key === undefined ? columns : [schemas.table.key];
    return {
      table: {
        kind: 'relation',
        rel: { op: 'distinct', input: inputs.table!, by, order: keysOf(settings), columns: ties },
      },
    };
  },
  ui: {
    icon: 'copy',
    keywords: ['duplicates', 'distinct', 'unique', 'drop duplicates', 'repeated'],
    describe: ({ by, order, keep }) =>
      `one row per ${by.length === 0 ? 'content' : by.join(', ')}${order.length > 0 ? ` · ${keep} by ${order.join(', ')}` : ''}`,
  },
});

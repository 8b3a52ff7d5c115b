import { z } from 'zod';
import {
  choiceField,
  col,
  columnField,
  columnNames,
  defineNode,
  emptyOpenSchema,
  inputPort,
  listField,
  outputPort,
  type SortKey,
  type TableSchema,
} from '../kernel';

const config = z.object({
  by: listField(
    z.object({
      column: columnField({ label: 'Column', required: true }),
      direction: choiceField(['ascending', 'descending'], 'ascending', {
        label: 'Order',
        choices: [
          { value: 'ascending', label: 'Smallest first' },
          { value: 'descending', label: 'Largest first' },
        ],
      }),
      missing: choiceField(['last', 'first'], 'last', {
        label: 'Missing values',
        choices: [
          { value: 'last', label: 'Last' },
          { value: 'first', label: 'First' },
        ],
      }),
    }),
    { label: 'Sort by', help: 'Rows equal in the first are ordered by the next.', required: true },
  ),
});
type Config = z.infer<typeof config>;

/** The chosen columns, then the key, or without one every other column: equal rows aside, there is one order. */
function fullOrder({ by }: Config, table: TableSchema): SortKey[] {
  const chosen = by.map(
    ({ column, direction, missing }): SortKey => ({
      of: col(column),
      ...(direction === 'descending' ? { descending: true } : {}),
      ...(missing === 'first' ? { nullsFirst: true } : {}),
    }),
  );
  const rest = table.key === undefined ? columnNames(table) : [table.key];
  const named = new Set(by.map(({ column }) => column));
  return [...chosen, ...rest.filter((name) => !named.has(name)).map((name): SortKey => ({ of: col(name) }))];
}

export const sort = defineNode({
  type: 'sort',
  version: 1,
  title: 'Sort',
  summary: 'Puts rows in the order of columns.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'pass' },
  outputSchema: ({ inputs }) => ({ table: inputs.table ?? emptyOpenSchema }),
  check: ({ config: settings, report }) => {
    const seen = new Set<string>();
    settings.by.forEach(({ column }, index) => {
      if (seen.has(column))
        report('node-advice', ['by', index, 'column'], `${column} stands in the order twice; the first place counts.`, {
          hint: 'Remove one of the two.',
        });
      seen.add(column);
    });
  },
  lower: ({ inputs, schemas, config: settings }) => ({
    table: {
      kind: 'relation',
      rel: { op: 'sort', input: inputs.table!, by: fullOrder(settings, schemas.table ?? emptyOpenSchema) },
    },
  }),
  ui: {
    icon: 'arrow-up-down',
    keywords: ['order', 'rank', 'ascending', 'descending', 'arrange'],
    describe: ({ by }) =>
      by.length === 0
        ? 'No order yet'
        : by.map(({ column, direction }) => `${column} ${direction === 'descending' ? '↓' : '↑'}`).join(', '),
  },
});

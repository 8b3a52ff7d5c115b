import { z } from 'zod';
import {
  type Aggregate,
  aggregate,
  type Column,
  type ColumnType,
  choiceField,
  col,
  columnField,
  columnsField,
  defineNode,
  derivedColumn,
  type Expr,
  emptyOpenSchema,
  findColumn,
  inputPort,
  isNumeric,
  literalOf,
  outputPort,
  SCALAR_TYPES,
  type TableSchema,
  textField,
  textsField,
} from '../kernel';

const FUNCTIONS = ['count', 'sum', 'mean', 'median', 'min', 'max', 'first', 'last', 'distinct-count'] as const;
type Fn = (typeof FUNCTIONS)[number];
const LABELS: Record<Fn, string> = {
  count: 'Count of rows',
  sum: 'Sum',
  mean: 'Mean',
  median: 'Median',
  min: 'Smallest',
  max: 'Largest',
  first: 'First by order',
  last: 'Last by order',
  'distinct-count': 'Count of distinct values',
};
const NUMERIC: readonly Fn[] = ['sum', 'mean', 'median'];
const COUNTS: readonly Fn[] = ['count', 'distinct-count'];
const ORDERED: readonly Fn[] = ['first', 'last'];
/** Beyond this a table is better kept as rows. */
const MOST_VALUES = 2000;

const config = z.object({
  index: columnsField({
    label: 'One row per',
    help: 'Equal values here make one row. Without any, the whole table becomes one row.',
    types: SCALAR_TYPES,
  }),
  names: columnField({
    label: 'Columns from',
    help: 'Its values become columns.',
    types: ['text', 'bool', 'int', 'date'],
    required: true,
  }),
  values: textsField([], {
    label: 'Its values',
    help: 'One column for each, in this order. Rows with another value are left out of all of them.',
    required: true,
  }),
  function: choiceField(FUNCTIONS, 'sum', {
    label: 'Fill with',
    choices: FUNCTIONS.map((value) => ({ value, label: LABELS[value] })),
  }),
  of: columnField({
    label: 'Of column',
    types: SCALAR_TYPES,
    when: { field: 'function', is: FUNCTIONS.filter((fn) => fn !== 'count') },
    required: true,
  }),
  order: columnField({
    label: 'In order of',
    types: SCALAR_TYPES,
    when: { field: 'function', is: ORDERED },
    required: true,
  }),
  prefix: textField({ label: 'Prefix of their names', placeholder: 'none' }),
});
type Config = z.infer<typeof config>;

function resultType({ function: fn, of }: Config, table: TableSchema): ColumnType {
  const type = findColumn(table, of)?.type ?? 'float';
  if (COUNTS.includes(fn)) return 'int';
  if (fn === 'sum') return type === 'int' ? 'int' : 'float';
  return NUMERIC.includes(fn) ? 'float' : type;
}

export const pivot = defineNode({
  type: 'pivot',
  version: 1,
  title: 'Pivot',
  summary: 'Turns rows into columns: one column for each listed value of a column, filled by a measure.',
  category: 'combine',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'changes', learns: 'nothing', looksAt: 'others', determinism: 'pure', serving: 'train-only' },
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const index = settings.index.flatMap((name) => findColumn(table, name) ?? []);
    const from = [settings.names, ...(settings.function === 'count' ? [] : [settings.of])];
    const columns = settings.values.map(
      (value): Column =>
        derivedColumn(settings.prefix + value, resultType(settings, table), from, {
          how: 'aggregated',
          nullable: !COUNTS.includes(settings.function),
        }),
    );
    return {
      table: {
        columns: [...index, ...columns],
        open: table.open,
        ...(table.partitioned ? { partitioned: true } : {}),
      },
    };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const names = findColumn(table, settings.names);
    const seen = new Set(settings.index);
    if (settings.values.length > MOST_VALUES)
      report('setting-invalid', ['values'], `${settings.values.length} columns are more than ${MOST_VALUES}.`, {
        hint: 'Keep them as rows, or group rare values first.',
      });
    for (const [index, value] of settings.values.entries()) {
      if (names && literalOf(names.type, value) === undefined)
        report(
          'setting-invalid',
          ['values', index],
          `“${value}” is no value of ${names.name}, which is ${names.type}.`,
          {
            hint: 'Remove it, or write it as that column does.',
          },
        );
      const name = settings.prefix + value;
      if (seen.has(name))
        report('column-twice', ['values', index], `There would be two columns named ${name}.`, {
          hint: 'Remove one of the values, or give the new columns a prefix.',
        });
      seen.add(name);
    }
    const of = settings.function === 'count' ? undefined : findColumn(table, settings.of);
    if (of && NUMERIC.includes(settings.function) && !isNumeric(of.type))
      report('column-type', ['of'], `${LABELS[settings.function]} needs numbers; ${of.name} is ${of.type}.`, {
        hint: 'Choose another column, or fill with a count.',
      });
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const measures = settings.values.map((value) => measureOf(value, settings, table));
    return { table: { kind: 'relation', rel: aggregate(inputs.table!, settings.index, measures) } };
  },
  ui: {
    icon: 'between-vertical-start',
    keywords: ['crosstab', 'wide', 'spread', 'rows to columns', 'reshape', 'contingency'],
    describe: ({ names, values, index }) =>
      names === ''
        ? 'Choose a column'
        : `${values.length} columns from ${names}${index.length > 0 ? `, one row per ${index.join(', ')}` : ''}`,
  },
});

function measureOf(value: string, settings: Config, table: TableSchema): Aggregate {
  const fn = settings.function;
  const isInt = findColumn(table, settings.of)?.type === 'int';
  return {
    name: settings.prefix + value,
    fn: fn === 'distinct-count' ? 'distinct_count' : fn === 'sum' && isInt ? 'int_sum' : fn,
    ...(fn === 'count' ? {} : { of: col(settings.of) }),
    ...(ORDERED.includes(fn) ? { order: [{ of: col(settings.order) }] } : {}),
    where: isValue(settings.names, value, table),
  };
}

function isValue(names: string, value: string, table: TableSchema): Expr {
  const type = findColumn(table, names)?.type ?? 'text';
  const literal = literalOf(type, value);
  return {
    op: 'call',
    fn: 'equal',
    args: [col(names), literal!],
    ...(type === 'vector' ? {} : { types: [type, type] }),
  };
}

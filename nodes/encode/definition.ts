import { z } from 'zod';
import {
  type Column,
  call,
  choiceField,
  col,
  columnField,
  columnsField,
  defineNode,
  derivedColumn,
  type Expr,
  emptyOpenSchema,
  type FitAggregate,
  inputPort,
  isNumeric,
  listField,
  type NamedExpr,
  numberField,
  outputPort,
  project,
  type TableSchema,
  text,
} from '../kernel';

const METHODS = ['one-hot', 'ordinal', 'standardise', 'leave', 'drop'] as const;
type Method = (typeof METHODS)[number];
const LABELS: Record<Method, string> = {
  'one-hot': 'One-hot',
  ordinal: 'Ordinal',
  standardise: 'Standardise',
  leave: 'Leave as it is',
  drop: 'Drop',
};
const choices = (methods: readonly Method[]) => methods.map((value) => ({ value, label: LABELS[value] }));

const config = z.object({
  texts: choiceField(METHODS, 'one-hot', { label: 'Text', choices: choices(['one-hot', 'ordinal', 'leave', 'drop']) }),
  numbers: choiceField(METHODS, 'leave', {
    label: 'Numbers',
    choices: choices(['standardise', 'leave']),
    help: 'Standardise: subtract the mean, divide by the standard deviation. Linear models want it; trees do not care.',
  }),
  overrides: listField(
    z.object({
      column: columnField({ label: 'Column', required: true }),
      method: choiceField(METHODS, 'one-hot', { label: 'Encode as', choices: choices(METHODS) }),
    }),
    { label: 'Columns with their own rule' },
  ),
  except: columnsField({ label: 'Leave alone', help: 'The target and keys belong here.' }),
  missing: choiceField(['category', 'zeros'], 'category', {
    label: 'Missing text',
    choices: [
      { value: 'category', label: 'A category of its own' },
      { value: 'zeros', label: 'No category (all zeros)' },
    ],
  }),
  unknown: choiceField(['zeros', 'category'], 'zeros', {
    label: 'Text never seen in training',
    choices: [
      { value: 'zeros', label: 'No category (all zeros)' },
      { value: 'category', label: 'A category “other”' },
    ],
  }),
  maxCategories: numberField(
    64,
    { int: true, min: 2, max: 1000 },
    { label: 'Most categories', help: 'A column with more distinct training values is refused.', advanced: true },
  ),
});
type Config = z.infer<typeof config>;

/** The text that stands for a missing value among the categories. */
export const MISSING_CATEGORY = '(missing)';

function methodOf(settings: Config, column: Column): Method {
  if (settings.except.includes(column.name) || column.type === 'vector') return 'leave';
  const own = settings.overrides.find((rule) => rule.column === column.name);
  if (own) return own.method;
  if (column.type === 'text') return settings.texts;
  return isNumeric(column.type) ? settings.numbers : 'leave';
}

const asText = (settings: Config, column: Column): Expr =>
  settings.missing === 'category' && column.nullable
    ? call('coalesce', col(column.name), text(MISSING_CATEGORY))
    : col(column.name);

const asFloat = (column: Column): Expr =>
  column.type === 'float' ? col(column.name) : call('to_float', col(column.name));

/** The type of a column's values once encoded. */
function encodedColumn(settings: Config, column: Column): Column | undefined {
  switch (methodOf(settings, column)) {
    case 'one-hot':
      return derivedColumn(column.name, 'vector', [column.name]);
    case 'ordinal':
      return derivedColumn(column.name, 'float', [column.name]);
    case 'standardise':
      return derivedColumn(column.name, 'float', [column.name], { nullable: column.nullable });
    case 'drop':
      return undefined;
    case 'leave':
      return column;
  }
}

export const encode = defineNode({
  type: 'encode',
  version: 1,
  title: 'Encode',
  summary:
    'Turns text into numbers a model can read (one-hot, ordinal) and standardises numbers; learned from training rows.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'from-training-rows', determinism: 'pure', serving: 'per-row' },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const columns = table.columns.flatMap((column) => encodedColumn(settings, column) ?? []);
    const key =
      table.key !== undefined && columns.some((column) => column.name === table.key && column.type !== 'vector')
        ? table.key
        : undefined;
    const { key: _, ...rest } = table;
    return { table: { ...rest, columns, ...(key ? { key } : {}) } };
  },
  check: ({ config: settings, inputs, report }) => {
    const table: TableSchema | undefined = inputs.table;
    for (const [index, rule] of settings.overrides.entries()) {
      const column = table?.columns.find((candidate) => candidate.name === rule.column);
      if (!column) continue;
      if ((rule.method === 'one-hot' || rule.method === 'ordinal') && column.type !== 'text') {
        report(
          'column-type',
          ['overrides', index, 'method'],
          `${LABELS[rule.method]} encodes text; ${column.name} is ${column.type}.`,
          { hint: 'Correct the type in the source if the numbers are codes.' },
        );
      }
      if (rule.method === 'standardise' && !isNumeric(column.type)) {
        report(
          'column-type',
          ['overrides', index, 'method'],
          `Standardise needs numbers; ${column.name} is ${column.type}.`,
        );
      }
    }
  },
  fit: ({ inputs, config: settings }) => {
    const learns: Record<string, FitAggregate> = {};
    for (const column of inputs.table?.columns ?? []) {
      const method = methodOf(settings, column);
      if ((method === 'one-hot' || method === 'ordinal') && column.type === 'text') {
        learns[`${column.name} categories`] = {
          fn: 'distinct_values',
          of: asText(settings, column),
          type: 'text-list',
          atMost: {
            count: settings.maxCategories,
            message: `${column.name} has more than ${settings.maxCategories} categories in the training rows. Drop it, encode it as ordinal, or raise “Most categories”.`,
          },
        };
      }
      if (method === 'standardise' && isNumeric(column.type)) {
        learns[`${column.name} mean`] = {
          fn: 'mean',
          of: asFloat(column),
          type: 'float',
          required: `Every training row misses ${column.name}.`,
        };
        learns[`${column.name} deviation`] = {
          fn: 'stddev_population',
          of: asFloat(column),
          type: 'float',
          required: `Every training row misses ${column.name}.`,
        };
      }
    }
    return learns;
  },
  lower: ({ inputs, schemas, config: settings, learned }) => {
    const columns = (schemas.table?.columns ?? []).flatMap((column): NamedExpr[] => {
      const categories = () => learned(`${column.name} categories`);
      switch (methodOf(settings, column)) {
        case 'one-hot':
          return [
            {
              name: column.name,
              expr: call(
                settings.unknown === 'category' ? 'one_hot_unknown' : 'one_hot',
                asText(settings, column),
                categories(),
              ),
            },
          ];
        case 'ordinal':
          return [{ name: column.name, expr: call('ordinal', asText(settings, column), categories()) }];
        case 'standardise':
          return [
            {
              name: column.name,
              expr: call(
                'standardise',
                asFloat(column),
                learned(`${column.name} mean`),
                learned(`${column.name} deviation`),
              ),
            },
          ];
        case 'drop':
          return [];
        default:
          return [{ name: column.name, expr: col(column.name) }];
      }
    });
    return { table: { kind: 'relation', rel: project(inputs.table!, columns) } };
  },
  ui: {
    icon: 'binary',
    keywords: ['one-hot', 'dummy', 'categorical', 'ordinal', 'scale', 'standardise', 'normalise'],
    describe: (settings) =>
      `Text ${LABELS[settings.texts].toLowerCase()}${settings.numbers === 'standardise' ? ' · numbers standardised' : ''}`,
  },
});

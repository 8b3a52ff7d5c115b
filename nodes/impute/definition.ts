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
  emptyOpenSchema,
  type FitAggregate,
  inputPort,
  isNumeric,
  listField,
  literalOf,
  type NamedExpr,
  outputPort,
  project,
  switchField,
  type TableSchema,
  textField,
} from '../kernel';

const METHODS = ['mean', 'median', 'most-frequent', 'constant', 'leave'] as const;
type Method = (typeof METHODS)[number];

const methodField = (initial: Method, label: string, methods: readonly Method[]) =>
  choiceField(METHODS, initial, {
    label,
    choices: METHODS.filter((method) => methods.includes(method)).map((value) => ({
      value,
      label: METHOD_LABELS[value],
    })),
  });

const METHOD_LABELS: Record<Method, string> = {
  mean: 'Mean',
  median: 'Median',
  'most-frequent': 'Most frequent value',
  constant: 'A constant',
  leave: 'Leave missing',
};

const config = z.object({
  numbers: methodField('median', 'Numbers', METHODS),
  numbersValue: textField({ label: 'Constant for numbers', when: { field: 'numbers', is: ['constant'] } }, '0'),
  others: methodField('most-frequent', 'Text, dates and booleans', ['most-frequent', 'constant', 'leave']),
  othersValue: textField({ label: 'Constant for text', when: { field: 'others', is: ['constant'] } }, 'missing'),
  overrides: listField(
    z.object({
      column: columnField({ label: 'Column', required: true }),
      method: methodField('median', 'Fill with', METHODS),
      value: textField({ label: 'Value', when: { field: 'method', is: ['constant'] } }),
    }),
    { label: 'Columns with their own rule' },
  ),
  except: columnsField({ label: 'Leave alone', help: 'The target and keys belong here.' }),
  indicator: switchField(false, {
    label: 'Mark filled cells',
    help: 'Adds a column c_was_missing for every column that had missing values.',
  }),
});
type Config = z.infer<typeof config>;

interface Filling {
  readonly column: Column;
  readonly method: Exclude<Method, 'leave'>;
  readonly value: string;
}

/** What is done to which column: only columns that can be missing, and none that is left alone. */
export function fillings(settings: Config, table: TableSchema): Filling[] {
  return table.columns.flatMap((column): Filling[] => {
    if (!column.nullable || column.type === 'vector' || settings.except.includes(column.name)) return [];
    const own = settings.overrides.find((rule) => rule.column === column.name);
    const numeric = isNumeric(column.type);
    const method = own?.method ?? (numeric ? settings.numbers : settings.others);
    if (method === 'leave') return [];
    const value = own?.value ?? (numeric ? settings.numbersValue : settings.othersValue);
    return [{ column, method, value }];
  });
}

const indicatorName = (column: string): string => `${column}_was_missing`;

export const impute = defineNode({
  type: 'impute',
  version: 1,
  title: 'Impute',
  summary: 'Fills missing values with what the training rows say, or with a constant.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'from-training-rows', determinism: 'pure', serving: 'per-row' },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const filled = new Map(fillings(settings, table).map((filling) => [filling.column.name, filling]));
    const columns = table.columns.map((column) => {
      const filling = filled.get(column.name);
      // A mean or median of integers is not an integer.
      const type =
        column.type === 'int' && (filling?.method === 'mean' || filling?.method === 'median') ? 'float' : column.type;
      return filling ? derivedColumn(column.name, type, [column.name]) : column;
    });
    const indicators = settings.indicator
      ? [...filled.keys()].map((name) => derivedColumn(indicatorName(name), 'bool', [name]))
      : [];
    return { table: { ...table, columns: [...columns, ...indicators] } };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table;
    if (!table) return;
    for (const { column, method, value } of fillings(settings, table)) {
      const own = settings.overrides.findIndex((rule) => rule.column === column.name);
      const path = own >= 0 ? ['overrides', own, 'method'] : [isNumeric(column.type) ? 'numbers' : 'others'];
      if (method === 'constant' && literalOf(column.type, value) === undefined) {
        report(
          'setting-invalid',
          own >= 0 ? ['overrides', own, 'value'] : [isNumeric(column.type) ? 'numbersValue' : 'othersValue'],
          `“${value}” is not a ${column.type}, as ${column.name} is.`,
          { hint: 'Give that column its own rule, or leave it alone.' },
        );
      }
      if ((method === 'mean' || method === 'median') && !isNumeric(column.type)) {
        report('column-type', path, `A ${method} needs numbers; ${column.name} is ${column.type}.`, {
          hint: 'Choose “most frequent value” or a constant.',
        });
      }
    }
  },
  fit: ({ inputs, config: settings }) => {
    const learns: Record<string, FitAggregate> = {};
    for (const { column, method } of fillings(settings, inputs.table ?? emptyOpenSchema)) {
      if (method === 'constant') continue;
      const fn = method === 'most-frequent' ? 'most_frequent' : method;
      const type = fn === 'most_frequent' ? column.type : 'float';
      if (type === 'vector') continue;
      learns[column.name] = {
        fn,
        of: col(column.name),
        type,
        required: `Every training row misses ${column.name}, so there is no ${METHOD_LABELS[method].toLowerCase()} to fill with. Fill it with a constant, or leave it out.`,
      };
    }
    return learns;
  },
  lower: ({ inputs, schemas, config: settings, learned }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const filled = new Map(fillings(settings, table).map((filling) => [filling.column.name, filling]));
    const columns = table.columns.map((column): NamedExpr => {
      const filling = filled.get(column.name);
      return { name: column.name, expr: filling ? filledExpr(filling, learned) : col(column.name) };
    });
    const indicators = settings.indicator
      ? [...filled.keys()].map((name): NamedExpr => ({ name: indicatorName(name), expr: call('is_null', col(name)) }))
      : [];
    return { table: { kind: 'relation', rel: project(inputs.table!, [...columns, ...indicators]) } };
  },
  ui: {
    icon: 'droplets',
    keywords: ['missing', 'null', 'fill', 'nan', 'mean', 'median'],
    describe: (settings) =>
      `${METHOD_LABELS[settings.numbers]} · ${METHOD_LABELS[settings.others].toLowerCase()}${settings.overrides.length > 0 ? ` · ${settings.overrides.length} own` : ''}`,
  },
});

function filledExpr({ column, method, value }: Filling, learned: (name: string) => ReturnType<typeof col>) {
  if (method === 'constant')
    return call('coalesce', col(column.name), literalOf(column.type, value) ?? col(column.name));
  const asFloat = column.type === 'int' && method !== 'most-frequent';
  return call('coalesce', asFloat ? call('to_float', col(column.name)) : col(column.name), learned(column.name));
}

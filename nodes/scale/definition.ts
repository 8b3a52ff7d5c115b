import { z } from 'zod';
import {
  type Column,
  call,
  checkSuffix,
  choiceField,
  choiceWords,
  chosenColumns,
  columnChoice,
  columnField,
  type Derivation,
  defineNode,
  type Expr,
  emptyOpenSchema,
  type FitAggregate,
  float,
  floatOf,
  inputPort,
  listField,
  NUMERIC_TYPES,
  numberField,
  outputPort,
  perRow,
  resultColumn,
  resultFields,
  switchField,
  type TableSchema,
} from '../kernel';

const METHODS = ['standard', 'min-max', 'robust', 'max-abs'] as const;
type Method = (typeof METHODS)[number];

const LABELS: Record<Method, string> = {
  standard: 'Standard',
  'min-max': 'Min–max',
  robust: 'Robust',
  'max-abs': 'Max-abs',
};

const choices = [
  { value: 'standard', label: LABELS.standard, help: 'Subtract the mean, divide by the standard deviation.' },
  { value: 'min-max', label: LABELS['min-max'], help: 'The smallest value becomes 0, the largest 1.' },
  {
    value: 'robust',
    label: LABELS.robust,
    help: 'Subtract the median, divide by the spread of the middle half: outliers do not count.',
  },
  { value: 'max-abs', label: LABELS['max-abs'], help: 'Divide by the largest absolute value: signs and zeros stay.' },
];

const config = z.object({
  method: choiceField(METHODS, 'standard', { label: 'Scale by', choices }),
  ...columnChoice(NUMERIC_TYPES, 'numeric'),
  overrides: listField(
    z.object({
      column: columnField({ label: 'Column', required: true, types: NUMERIC_TYPES }),
      method: choiceField(METHODS, 'standard', { label: 'Scale by', choices }),
    }),
    { label: 'Columns with their own rule' },
  ),
  ...resultFields({ suffix: '_scaled', placeholder: 'such as _scaled' }),
  low: numberField(0, {}, { label: 'Min–max from', advanced: true }),
  high: numberField(1, {}, { label: 'Min–max to', advanced: true }),
  clip: switchField(false, {
    label: 'Keep min–max within these',
    help: 'Values smaller or larger than any training value become the nearest bound.',
    advanced: true,
  }),
  lowPercentile: numberField(25, { min: 0, max: 100 }, { label: 'Robust: spread from percentile', advanced: true }),
  highPercentile: numberField(75, { min: 0, max: 100 }, { label: 'Robust: spread to percentile', advanced: true }),
});
type Config = z.infer<typeof config>;

interface Scaling {
  readonly column: Column;
  readonly method: Method;
}

function scalings(settings: Config, table: TableSchema): Scaling[] {
  const own = new Map(settings.overrides.map((rule) => [rule.column, rule.method]));
  return chosenColumns(settings, table, NUMERIC_TYPES, [...own.keys()]).map((column) => ({
    column,
    method: own.get(column.name) ?? settings.method,
  }));
}

function derivations(settings: Config, table: TableSchema): Derivation[] {
  return scalings(settings, table).map((scaling): Derivation => {
    const { name, nullable } = scaling.column;
    return {
      ...resultColumn(settings, name, 'float', nullable),
      expr: (learned) => scaled(scaling, settings, learned),
    };
  });
}

/** (x − centre) / spread throughout; a spread of 0 (a constant column) divides by 1. */
function scaled({ column, method }: Scaling, settings: Config, learned: (name: string) => Expr): Expr {
  const value = floatOf(column);
  const of = (figure: string) => learned(`${column.name} ${figure}`);
  switch (method) {
    case 'standard':
      return call('standardise', value, of('mean'), of('deviation'));
    case 'robust':
      return call('standardise', value, of('median'), call('subtract', of('high'), of('low')));
    case 'max-abs':
      return call('standardise', value, float(0), of('largest'));
    case 'min-max':
      return inRange(call('standardise', value, of('min'), call('subtract', of('max'), of('min'))), settings);
  }
}

function inRange(share: Expr, { low, high, clip }: Config): Expr {
  const isUnit = low === 0 && high === 1;
  const moved = isUnit ? share : call('add', call('multiply', share, float(high - low)), float(low));
  return clip ? call('clip', moved, float(low), float(high)) : moved;
}

function figures({ column, method }: Scaling, settings: Config): Record<string, FitAggregate> {
  const of = floatOf(column);
  const rule = {
    type: 'float',
    required: `Every training row misses ${column.name}, so there is nothing to scale it by. Leave it alone.`,
  } as const;
  switch (method) {
    case 'standard':
      return { mean: { fn: 'mean', of, ...rule }, deviation: { fn: 'stddev_population', of, ...rule } };
    case 'robust':
      return {
        median: { fn: 'median', of, ...rule },
        low: { fn: 'quantile', at: settings.lowPercentile / 100, of, ...rule },
        high: { fn: 'quantile', at: settings.highPercentile / 100, of, ...rule },
      };
    case 'max-abs':
      return { largest: { fn: 'max', of: call('abs', of), ...rule } };
    case 'min-max':
      return { min: { fn: 'min', of, ...rule }, max: { fn: 'max', of, ...rule } };
  }
}

export const scale = defineNode({
  type: 'scale',
  version: 1,
  title: 'Scale',
  summary: 'Brings numbers to a common size (standard, min–max, robust, max-abs), learned from training rows.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'from-training-rows', determinism: 'pure', serving: 'per-row' },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  ...perRow(derivations),
  check: ({ config: settings, inputs, report }) => {
    if (inputs.table && !inputs.table.open && scalings(settings, inputs.table).length === 0)
      report('node-advice', ['columns'], 'No number arrives here to be scaled.');
    if (settings.low >= settings.high)
      report('setting-invalid', ['high'], `Min–max from ${settings.low} to ${settings.high} leaves no room.`, {
        hint: 'Make the upper bound larger than the lower one.',
      });
    if (settings.lowPercentile >= settings.highPercentile)
      report(
        'setting-invalid',
        ['highPercentile'],
        `There is no spread from percentile ${settings.lowPercentile} to ${settings.highPercentile}.`,
        { hint: '25 and 75 are usual.' },
      );
    checkSuffix(settings, report);
  },
  fit: ({ inputs, config: settings }) =>
    Object.fromEntries(
      scalings(settings, inputs.table ?? emptyOpenSchema).flatMap((scaling) =>
        Object.entries(figures(scaling, settings)).map(([figure, fit]) => [`${scaling.column.name} ${figure}`, fit]),
      ),
    ),
  ui: {
    icon: 'scaling',
    keywords: ['standardise', 'normalise', 'z-score', 'min-max', 'robust', 'range', 'mean', 'deviation'],
    describe: (settings) =>
      `${LABELS[settings.method]} · ${choiceWords(settings, 'numbers')}${settings.overrides.length > 0 ? ` · ${settings.overrides.length} own` : ''}`,
  },
});

import { z } from 'zod';
import {
  type Column,
  call,
  choiceField,
  choiceWords,
  chosenColumns,
  columnChoice,
  columnField,
  type Derivation,
  defineNode,
  type Expr,
  emptyOpenSchema,
  type FitEntry,
  floatOf,
  inputPort,
  listField,
  NUMERIC_TYPES,
  outputPort,
  perRow,
  resultColumn,
  resultFields,
  switchField,
  type TableSchema,
} from '../kernel';
import { isPower, METHODS, type Method, TRANSFORMS } from './methods';

const choices = METHODS.map((value) => ({ value, label: TRANSFORMS[value].label, help: TRANSFORMS[value].help }));

const config = z.object({
  method: choiceField(METHODS, 'yeo-johnson', { label: 'Transform by', choices }),
  ...columnChoice(NUMERIC_TYPES, 'numeric'),
  overrides: listField(
    z.object({
      column: columnField({ label: 'Column', required: true, types: NUMERIC_TYPES }),
      method: choiceField(METHODS, 'log', { label: 'Transform by', choices }),
    }),
    { label: 'Columns with their own rule' },
  ),
  standardise: switchField(false, {
    label: 'Standardise afterwards',
    help: 'Subtract the mean of the transformed training rows and divide by their standard deviation.',
  }),
  outside: choiceField(['missing', 'refuse'], 'missing', {
    label: 'Where it is not defined',
    choices: [
      { value: 'missing', label: 'Missing', help: 'The logarithm of 0 or less is missing, and so on.' },
      {
        value: 'refuse',
        label: 'Refuse to run',
        help: 'The run ends when a training row is outside, and says how many are.',
      },
    ],
  }),
  ...resultFields({ placeholder: 'found by itself, such as _log' }),
});
export type Config = z.infer<typeof config>;

export interface Transformation {
  readonly column: Column;
  readonly method: Method;
}

export function transformations(settings: Config, table: TableSchema): Transformation[] {
  const own = new Map(settings.overrides.map((rule) => [rule.column, rule.method]));
  return chosenColumns(settings, table, NUMERIC_TYPES, [...own.keys()]).map((column) => ({
    column,
    method: own.get(column.name) ?? settings.method,
  }));
}

/** Names of what is learned of a column. */
export const learnedName = {
  lambda: (column: string) => `${column} lambda`,
  mean: (column: string) => `${column} mean`,
  deviation: (column: string) => `${column} deviation`,
  inside: (column: string) => `${column} is inside`,
};

const transformed = ({ column, method }: Transformation, learned: (name: string) => Expr): Expr =>
  TRANSFORMS[method].expr(floatOf(column), () => learned(learnedName.lambda(column.name)));

function derivations(settings: Config, table: TableSchema): Derivation[] {
  return transformations(settings, table).map((part): Derivation => {
    const { name, nullable } = part.column;
    const suffix = settings.suffix || TRANSFORMS[part.method].suffix;
    return {
      // Squares and reciprocals may be too large for a float; Yeo-Johnson takes every number.
      ...resultColumn({ ...settings, suffix }, name, 'float', nullable || part.method !== 'yeo-johnson'),
      expr: (learned) => {
        const value = transformed(part, learned);
        return settings.standardise
          ? call('standardise', value, learned(learnedName.mean(name)), learned(learnedName.deviation(name)))
          : value;
      },
    };
  });
}

function fitOf(part: Transformation, settings: Config): Record<string, FitEntry> {
  const { name } = part.column;
  const { label, domain } = TRANSFORMS[part.method];
  const value = domain ? `a value that is ${domain.words}` : 'a value';
  const rule = {
    type: 'float',
    required: `No training row has ${value} in ${name}, so ${label} has nothing to learn from. Leave it alone.`,
  } as const;
  const figures = settings.standardise ? (['mean', 'deviation'] as const) : [];
  const learns: Record<string, FitEntry> = {};
  if (settings.outside === 'refuse' && domain) learns[learnedName.inside(name)] = { task: true, type: 'bool' };
  if (isPower(part.method)) {
    learns[learnedName.lambda(name)] = { task: true, ...rule };
    for (const figure of figures) learns[learnedName[figure](name)] = { task: true, ...rule };
  } else {
    const of = transformed(part, () => floatOf(part.column));
    for (const figure of figures)
      learns[learnedName[figure](name)] = { fn: figure === 'mean' ? 'mean' : 'stddev_population', of, ...rule };
  }
  return learns;
}

export const transform = defineNode({
  type: 'transform',
  version: 1,
  title: 'Transform',
  summary: 'Straightens skewed numbers: logarithm, root, square, reciprocal, Box-Cox or Yeo-Johnson.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: (settings) => ({
    rows: 'keeps',
    // Refusing rows outside the domain changes no value, so it is not learning.
    learns:
      settings.standardise || [settings.method, ...settings.overrides.map((rule) => rule.method)].some(isPower)
        ? 'from-training-rows'
        : 'nothing',
    determinism: 'pure',
    serving: 'per-row',
  }),
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  ...perRow(derivations),
  check: ({ config: settings, inputs, report }) => {
    if (inputs.table && !inputs.table.open && transformations(settings, inputs.table).length === 0)
      report('node-advice', ['columns'], 'No number arrives here to be transformed.');
  },
  fit: ({ inputs, config: settings }) =>
    Object.assign(
      {},
      ...transformations(settings, inputs.table ?? emptyOpenSchema).map((part) => fitOf(part, settings)),
    ),
  ui: {
    icon: 'spline',
    keywords: ['log', 'sqrt', 'power', 'box-cox', 'yeo-johnson', 'skew', 'normal', 'square', 'reciprocal'],
    describe: (settings) =>
      `${TRANSFORMS[settings.method].label} · ${choiceWords(settings, 'numbers')}${settings.overrides.length > 0 ? ` · ${settings.overrides.length} own` : ''}`,
  },
});

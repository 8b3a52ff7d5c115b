import { z } from 'zod';
import {
  bool,
  type Column,
  type ColumnType,
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
  type FitEntry,
  floatList,
  floatOf,
  inputPort,
  listField,
  NUMERIC_TYPES,
  numberField,
  outputPort,
  perRow,
  resultColumn,
  resultFields,
  type TableSchema,
  textField,
  textList,
  textsField,
} from '../kernel';
import { edgesProblem, parseEdges } from './edges';

const METHODS = ['quantile', 'equal-width', 'edges'] as const;
const LABELS = { quantile: 'Equal counts', 'equal-width': 'Equal width', edges: 'Own edges' } as const;
const METHOD_HELP = {
  quantile: 'Quantiles of the training rows: as many rows in each bin.',
  'equal-width': 'From the smallest to the largest training value in equal steps.',
  edges: 'Where you say.',
} as const;
const choices = METHODS.map((value) => ({ value, label: LABELS[value], help: METHOD_HELP[value] }));

/** How one column is cut: the node's own settings, or a rule of its own. */
const cutting = {
  method: choiceField(METHODS, 'quantile', { label: 'Cut into bins of', choices }),
  bins: numberField(
    5,
    { int: true, min: 2, max: 200 },
    { label: 'Bins', when: { field: 'method', is: ['quantile', 'equal-width'] } },
  ),
  edges: textField({
    label: 'Edges',
    help: 'From the smallest to the largest. A value on an edge belongs to the bin above.',
    placeholder: '18, 35, 65',
    when: { field: 'method', is: ['edges'] },
  }),
  labels: textsField([], {
    label: 'Names of the bins',
    help: 'One more than there are edges. Without them a bin is called like [18, 35).',
    when: { field: 'method', is: ['edges'] },
  }),
};

const config = z.object({
  ...cutting,
  ...columnChoice(NUMERIC_TYPES, 'numeric'),
  overrides: listField(
    z.object({ column: columnField({ label: 'Column', required: true, types: NUMERIC_TYPES }), ...cutting }),
    {
      label: 'Columns with their own rule',
    },
  ),
  output: choiceField(['number', 'label', 'one-hot'], 'number', {
    label: 'A bin becomes',
    choices: [
      { value: 'number', label: 'Its number', help: 'From 0, the lowest.' },
      { value: 'label', label: 'Its name', help: 'Text such as [18, 35).' },
      { value: 'one-hot', label: 'One-hot', help: 'A vector with a component per bin.' },
    ],
  }),
  missing: choiceField(['bin', 'zeros'], 'bin', {
    label: 'Missing',
    choices: [
      { value: 'bin', label: 'A bin of its own' },
      { value: 'zeros', label: 'No bin (all zeros)' },
    ],
    when: { field: 'output', is: ['one-hot'] },
  }),
  ...resultFields({ suffix: '_bin' }),
});
export type Config = z.infer<typeof config>;
export type Cutting = Pick<Config, 'method' | 'bins' | 'edges' | 'labels'>;

export interface CutColumn {
  readonly column: Column;
  readonly cut: Cutting;
}

export function cutColumns(settings: Config, table: TableSchema): CutColumn[] {
  const own = new Map(settings.overrides.map((rule) => [rule.column, rule]));
  return chosenColumns(settings, table, NUMERIC_TYPES, [...own.keys()]).map((column) => ({
    column,
    cut: own.get(column.name) ?? settings,
  }));
}

export const edgesName = (column: string): string => `${column} edges`;

const OUTPUT_TYPES: Readonly<Record<Config['output'], ColumnType>> = {
  number: 'int',
  label: 'text',
  'one-hot': 'vector',
};

function derivations(settings: Config, table: TableSchema): Derivation[] {
  const type = OUTPUT_TYPES[settings.output];
  return cutColumns(settings, table).map(({ column, cut }): Derivation => {
    const { name } = column;
    return {
      ...resultColumn(settings, name, type, type !== 'vector' && column.nullable),
      expr: (learned) => {
        const isOwn = cut.method === 'edges';
        const edges: Expr = isOwn ? floatList(parseEdges(cut.edges) ?? []) : learned(edgesName(name));
        const names = textList(isOwn ? cut.labels : []);
        switch (settings.output) {
          case 'number':
            return call('bucketize', floatOf(column), edges);
          case 'label':
            return call('bin_label', floatOf(column), edges, names);
          case 'one-hot':
            return call(
              'bin_one_hot',
              floatOf(column),
              edges,
              names,
              bool(settings.missing === 'bin' && column.nullable),
            );
        }
      },
    };
  });
}

export const bin = defineNode({
  type: 'bin',
  version: 1,
  title: 'Bin',
  summary: 'Cuts numbers into bins of equal counts, equal width or your own edges, learned from training rows.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: (settings) => ({
    rows: 'keeps',
    learns: [settings, ...settings.overrides].some(({ method }) => method !== 'edges')
      ? 'from-training-rows'
      : 'nothing',
    determinism: 'pure',
    serving: 'per-row',
  }),
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  ...perRow(derivations),
  check: ({ config: settings, inputs, report }) => {
    if (inputs.table && !inputs.table.open && cutColumns(settings, inputs.table).length === 0)
      report('node-advice', ['columns'], 'No number arrives here to be cut into bins.');
    const cuts = [
      { cut: settings as Cutting, path: [] as (string | number)[] },
      ...settings.overrides.map((cut, index) => ({ cut: cut as Cutting, path: ['overrides', index] })),
    ];
    for (const { cut, path } of cuts) {
      if (cut.method !== 'edges') continue;
      const problem = edgesProblem(cut.edges);
      if (problem)
        report(
          cut.edges.trim() === '' ? 'setting-missing' : 'setting-invalid',
          [...path, 'edges'],
          problem.message,
          problem,
        );
      else checkLabels(cut, (message, hint) => report('setting-invalid', [...path, 'labels'], message, { hint }));
    }
    checkSuffix(settings, report);
  },
  fit: ({ inputs, config: settings }) =>
    Object.fromEntries(
      cutColumns(settings, inputs.table ?? emptyOpenSchema)
        .filter(({ cut }) => cut.method !== 'edges')
        .map(({ column }): [string, FitEntry] => [edgesName(column.name), { task: true, type: 'float-list' }]),
    ),
  ui: {
    icon: 'chart-column',
    keywords: ['bucket', 'discretise', 'histogram', 'quantile', 'interval', 'cut', 'group'],
    describe: (settings) => {
      const cut =
        settings.method === 'edges' ? LABELS.edges : `${settings.bins} bins, ${LABELS[settings.method].toLowerCase()}`;
      const own = settings.overrides.length > 0 ? ` · ${settings.overrides.length} own` : '';
      return `${cut} · ${choiceWords(settings, 'numbers')}${own}`;
    },
  },
});

function checkLabels({ edges, labels }: Cutting, report: (message: string, hint: string) => void): void {
  const count = (parseEdges(edges)?.length ?? 0) + 1;
  if (labels.length === 0) return;
  if (labels.length !== count)
    report(`There are ${count} bins and ${labels.length} names.`, 'Give one name more than there are edges, or none.');
  else if (new Set(labels).size < labels.length) report('Two bins have the same name.', 'Give one another name.');
}

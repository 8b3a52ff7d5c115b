import { z } from 'zod';
import {
  type Aggregate,
  aggregate,
  type ColumnType,
  choiceField,
  col,
  columnField,
  columnsField,
  defineNode,
  derivedColumn,
  emptyOpenSchema,
  findColumn,
  inputPort,
  isNumeric,
  listField,
  outputPort,
  type TableSchema,
  textField,
} from '../kernel';

const FUNCTIONS = ['count', 'sum', 'mean', 'min', 'max', 'median', 'stddev', 'distinct-count'] as const;
type Fn = (typeof FUNCTIONS)[number];
const NEEDS_NUMBERS: readonly Fn[] = ['sum', 'mean', 'median', 'stddev'];

const measureSchema = z.object({
  function: choiceField(FUNCTIONS, 'count', { label: 'Measure' }),
  column: columnField({
    label: 'Of column',
    when: { field: 'function', is: FUNCTIONS.filter((fn) => fn !== 'count') },
  }),
  as: textField({ label: 'Named', placeholder: 'found by itself' }),
});
type Measure = z.infer<typeof measureSchema>;

const config = z.object({
  by: columnsField({ label: 'Group by', help: 'Without columns the whole table is one group.' }),
  measures: listField(measureSchema, { label: 'Measures', required: true }),
});

export const measureName = (measure: Measure): string =>
  measure.as || (measure.function === 'count' ? 'rows' : `${measure.column}_${measure.function.replace('-', '_')}`);

function resultType(measure: Measure, table: TableSchema): ColumnType {
  if (measure.function === 'count' || measure.function === 'distinct-count') return 'int';
  if (measure.function === 'min' || measure.function === 'max')
    return findColumn(table, measure.column)?.type ?? 'float';
  return 'float';
}

export const aggregateRows = defineNode({
  type: 'aggregate',
  version: 1,
  title: 'Aggregate',
  summary: 'One row per group, with counts, sums, means and other measures.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'changes', learns: 'nothing', determinism: 'pure', serving: 'train-only' },
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const groups = settings.by.flatMap((name) => findColumn(table, name) ?? []);
    const measures = settings.measures.map((measure) =>
      derivedColumn(measureName(measure), resultType(measure, table), measure.column ? [measure.column] : [], {
        how: 'aggregated',
        nullable: !['count', 'distinct-count'].includes(measure.function),
      }),
    );
    return {
      table: {
        columns: [...groups, ...measures],
        open: table.open,
        ...(table.partitioned ? { partitioned: true } : {}),
      },
    };
  },
  check: ({ config: settings, inputs, report }) => {
    if (settings.measures.length === 0)
      report('setting-missing', ['measures'], 'Nothing is measured yet.', {
        hint: 'Add a measure, such as the count of rows.',
      });
    const names = new Set(settings.by);
    for (const [index, measure] of settings.measures.entries()) {
      const name = measureName(measure);
      if (names.has(name))
        report('column-twice', ['measures', index, 'as'], `Two columns would be named ${name}.`, {
          hint: 'Give one another name.',
        });
      names.add(name);
      if (measure.function === 'count') continue;
      if (measure.column === '')
        report(
          'setting-missing',
          ['measures', index, 'column'],
          `Choose the column to take the ${measure.function} of.`,
        );
      const column = inputs.table && findColumn(inputs.table, measure.column);
      if (column && NEEDS_NUMBERS.includes(measure.function) && !isNumeric(column.type)) {
        report(
          'column-type',
          ['measures', index, 'column'],
          `A ${measure.function} needs numbers; ${column.name} is ${column.type}.`,
        );
      }
    }
  },
  lower: ({ inputs, config: settings }) => ({
    table: {
      kind: 'relation',
      rel: aggregate(
        inputs.table!,
        settings.by,
        settings.measures.map(
          (measure): Aggregate => ({
            name: measureName(measure),
            fn: measure.function === 'distinct-count' ? 'distinct_count' : measure.function,
            ...(measure.function === 'count' ? {} : { of: col(measure.column) }),
          }),
        ),
      ),
    },
  }),
  ui: {
    icon: 'sigma',
    keywords: ['group', 'sum', 'count', 'mean', 'pivot'],
    describe: ({ by, measures }) =>
      measures.length === 0
        ? 'No measures yet'
        : `${by.length > 0 ? `per ${by.join(', ')}` : 'whole table'}, ${measures.length} ${measures.length === 1 ? 'measure' : 'measures'}`,
  },
});

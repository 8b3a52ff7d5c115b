import { z } from 'zod';
import {
  aggregate,
  columnsField,
  defineNode,
  emptyOpenSchema,
  findColumn,
  inputPort,
  listField,
  outputPort,
  SCALAR_TYPES,
} from '../kernel';
import { measureAggregate, measureColumn, measureName, measureProblem, measureSchema } from './measures';

const config = z.object({
  by: columnsField({
    label: 'Group by',
    help: 'Without columns the whole table is one group.',
    types: SCALAR_TYPES,
  }),
  measures: listField(measureSchema, { label: 'Measures', required: true }),
});

export const aggregateRows = defineNode({
  type: 'aggregate',
  version: 2,
  // Version 1 had fewer measures, and gave the sum of an int column as float.
  migrate: (settings) => settings,
  title: 'Aggregate',
  summary: 'One row per group, with counts, sums, quantiles, first and last values and other measures.',
  category: 'combine',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'changes', learns: 'nothing', looksAt: 'others', determinism: 'pure', serving: 'train-only' },
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const groups = settings.by.flatMap((name) => findColumn(table, name) ?? []);
    return {
      table: {
        columns: [...groups, ...settings.measures.map((measure) => measureColumn(measure, table))],
        open: table.open,
        ...(table.partitioned ? { partitioned: true } : {}),
      },
    };
  },
  check: ({ config: settings, inputs, report }) => {
    const names = new Set(settings.by);
    for (const [index, measure] of settings.measures.entries()) {
      const name = measureName(measure);
      if (names.has(name))
        report('column-twice', ['measures', index, 'as'], `Two columns would be named ${name}.`, {
          hint: 'Give one another name.',
        });
      names.add(name);
      const problem = inputs.table && measureProblem(measure, inputs.table);
      if (problem)
        report('column-type', ['measures', index, 'column'], problem, {
          hint: 'Choose a count, or another column.',
        });
    }
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const measures = settings.measures.map((measure) => measureAggregate(measure, table));
    return { table: { kind: 'relation', rel: aggregate(inputs.table!, settings.by, measures) } };
  },
  ui: {
    icon: 'sigma',
    keywords: ['group', 'sum', 'count', 'mean', 'quantile', 'percentile', 'first', 'last', 'summarise'],
    describe: ({ by, measures }) =>
      measures.length === 0
        ? 'No measures yet'
        : `${by.length > 0 ? `per ${by.join(', ')}` : 'whole table'}, ${measures.length} ${measures.length === 1 ? 'measure' : 'measures'}`,
  },
});

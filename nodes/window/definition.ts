import { z } from 'zod';
import {
  type Column,
  call,
  col,
  columnField,
  columnsField,
  defineNode,
  derivedColumn,
  type Expr,
  emptyOpenSchema,
  findColumn,
  float,
  inputPort,
  isNumeric,
  keepAll,
  listField,
  outputPort,
  project,
  SCALAR_TYPES,
  type SortKey,
  switchField,
  type TableSchema,
  type WindowColumn,
} from '../kernel';
import {
  frameOf,
  hasTies,
  isOrderless,
  looksAt,
  type Measure,
  measureName,
  measureSchema,
  readsColumn,
  resultType,
  rowOf,
  UNITS,
} from './measures';

const config = z.object({
  by: columnsField({
    label: 'Within',
    help: 'Rows with equal values here look at each other. Without any, all rows do.',
    types: SCALAR_TYPES,
  }),
  order: columnField({
    label: 'In order of',
    help: 'A time, as a rule. Rows where it is missing stand apart: they see nothing and nobody sees them.',
    types: SCALAR_TYPES,
  }),
  descending: switchField(false, {
    label: 'Largest first',
    help: 'For ranks: the largest gets rank 1. In an order of time “before” then means later.',
  }),
  measures: listField(measureSchema, { label: 'Columns to add', required: true }),
});
type Config = z.infer<typeof config>;

export const windowColumns = defineNode({
  type: 'window',
  version: 1,
  title: 'Window',
  summary:
    'Adds columns computed from the rows around each row: rolling sums and means, earlier values, differences, ranks.',
  category: 'combine',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: ({ measures, descending }) => ({
    rows: 'keeps',
    learns: 'nothing',
    // In a descending order the rows that come before are later ones.
    looksAt: descending || measures.some((measure) => looksAt(measure) === 'others') ? 'others' : 'past',
    determinism: 'pure',
    serving: 'per-row',
  }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const added = settings.measures.map((measure) => addedColumn(measure, settings, table));
    return { table: { ...table, columns: [...table.columns, ...added] } };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const names = new Set(table.columns.map((column) => column.name));
    const order = findColumn(table, settings.order);
    for (const [index, measure] of settings.measures.entries()) {
      const name = measureName(measure);
      if (names.has(name))
        report('column-twice', ['measures', index, 'as'], `There would be two columns named ${name}.`, {
          hint: 'Give this one another name.',
        });
      names.add(name);
      const column = readsColumn(measure) ? findColumn(table, measure.column) : undefined;
      if (column && rowOf(measure).of === 'numbers' && !isNumeric(column.type))
        report(
          'column-type',
          ['measures', index, 'column'],
          `“${rowOf(measure).label}” needs numbers; ${column.name} is ${column.type}.`,
          { hint: 'Choose another column or another measure.' },
        );
      const needsTime = frameOf(measure)?.kind === 'time' || measure.function === 'since-previous';
      if (settings.order === '') {
        if (!isOrderless(measure))
          report('setting-missing', ['order'], `“${rowOf(measure).label}” needs an order.`, {
            hint: 'Choose the column by which rows come one after another.',
          });
      } else if (needsTime && order && order.type !== 'date' && order.type !== 'timestamp') {
        report('column-type', ['order'], `Time cannot be measured along ${order.name}, which is ${order.type}.`, {
          hint: 'Order by a date or timestamp, or look at a number of rows.',
        });
      }
    }
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const windows = settings.measures.map((measure) => windowOf(measure, settings, table));
    const finished = settings.measures.map((measure) => ({
      name: measureName(measure),
      expr: finish(measure, settings, table),
    }));
    const rel = { op: 'window', input: inputs.table!, windows } as const;
    const isDone = finished.every(({ expr }) => expr.op === 'column');
    return { table: { kind: 'relation', rel: isDone ? rel : project(rel, [...keepAll(table), ...finished]) } };
  },
  ui: {
    icon: 'timer',
    keywords: [
      'rolling',
      'lag',
      'lead',
      'rank',
      'cumulative',
      'moving average',
      'difference',
      'shift',
      'ffill',
      'over',
    ],
    describe: ({ by, order, measures }) =>
      measures.length === 0
        ? 'No columns yet'
        : `${measures.map(measureName).slice(0, 2).join(', ')}${measures.length > 2 ? ` and ${measures.length - 2} more` : ''}${order === '' ? '' : ` by ${order}`}${by.length > 0 ? ` within ${by.join(', ')}` : ''}`,
  },
});

function addedColumn(measure: Measure, { order }: Config, table: TableSchema): Column {
  const of = readsColumn(measure) ? measure.column : order;
  const counts = measure.function === 'count' || measure.function === 'row-number' || measure.function.endsWith('rank');
  // A row without a place in the order gets nothing, not even a count.
  const nullable = counts ? !isOrderless(measure) && (findColumn(table, order)?.nullable ?? true) : true;
  return derivedColumn(measureName(measure), resultType(measure, findColumn(table, of)?.type), of === '' ? [] : [of], {
    nullable,
  });
}

/** The value of the rows around, under the name of the column that is made of it. */
function windowOf(measure: Measure, settings: Config, table: TableSchema): WindowColumn {
  const of = measure.function === 'since-previous' ? settings.order : readsColumn(measure) ? measure.column : undefined;
  const frame = frameOf(measure);
  const fn = rowOf(measure).fn;
  return {
    name: measureName(measure),
    fn: fn === 'sum' && findColumn(table, measure.column)?.type === 'int' ? 'int_sum' : fn,
    ...(of === undefined ? {} : { of: col(of) }),
    ...(fn === 'lag' || fn === 'lead' ? { offset: measure.function === 'since-previous' ? 1 : measure.steps } : {}),
    by: settings.by,
    order: isOrderless(measure) ? [] : orderOf(settings, table, hasTies(measure)),
    ...(frame ? { frame } : {}),
    ...(isOrderless(measure) ? {} : { placedOnly: true }),
  };
}

/** Rows of one place are told apart by their key, or by all they hold: no row order decides. */
function orderOf({ order, descending }: Config, table: TableSchema, tiesCount: boolean): SortKey[] {
  const first: SortKey = { of: col(order), ...(descending ? { descending } : {}) };
  if (tiesCount) return [first];
  const rest = table.key === undefined ? table.columns.map((column) => column.name) : [table.key];
  return [first, ...rest.filter((name) => name !== order).map((name) => ({ of: col(name) }))];
}

/** What a row makes of the value that the window found. */
function finish(measure: Measure, { order }: Config, table: TableSchema): Expr {
  const found = col(measureName(measure));
  const number = findColumn(table, measure.column)?.type === 'int' ? ('int' as const) : ('float' as const);
  const asFloat = (expr: Expr): Expr => (number === 'int' ? call('to_float', expr) : expr);
  switch (measure.function) {
    case 'difference':
      return { op: 'call', fn: 'subtract', args: [col(measure.column), found], types: [number, number] };
    case 'change':
      return call('subtract', call('divide', asFloat(col(measure.column)), asFloat(found)), float(1));
    case 'since-previous': {
      const type = findColumn(table, order)?.type === 'date' ? ('date' as const) : ('timestamp' as const);
      const seconds = (of: Expr): Expr => ({ op: 'call', fn: 'epoch_seconds', args: [of], types: [type] });
      const since = call('subtract', seconds(col(order)), seconds(found));
      return call('divide', since, float(UNITS[measure.unit] / 1e6));
    }
    default:
      return found;
  }
}

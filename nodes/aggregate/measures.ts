import { z } from 'zod';
import {
  type Aggregate,
  type Column,
  type ColumnType,
  call,
  choiceField,
  col,
  columnField,
  derivedColumn,
  type Expr,
  expressionField,
  findColumn,
  float,
  isNumeric,
  nullOf,
  numberField,
  readExpr,
  SCALAR_TYPES,
  type TableSchema,
  textField,
} from '../kernel';

const FUNCTIONS = [
  'count',
  'share',
  'count-values',
  'missing-count',
  'missing-share',
  'distinct-count',
  'sum',
  'mean',
  'median',
  'quantile',
  'min',
  'max',
  'stddev',
  'variance',
  'most-frequent',
  'first',
  'last',
] as const;
type Fn = (typeof FUNCTIONS)[number];

const LABELS: Record<Fn, string> = {
  count: 'Count of rows',
  share: 'Share of rows where',
  'count-values': 'Count of values',
  'missing-count': 'Count of missing values',
  'missing-share': 'Share of missing values',
  'distinct-count': 'Count of distinct values',
  sum: 'Sum',
  mean: 'Mean',
  median: 'Median',
  quantile: 'Quantile',
  min: 'Smallest',
  max: 'Largest',
  stddev: 'Standard deviation',
  variance: 'Variance',
  'most-frequent': 'Most frequent value',
  first: 'First by order',
  last: 'Last by order',
};
const OF_ROWS: readonly Fn[] = ['count', 'share'];
const NUMERIC: readonly Fn[] = ['sum', 'mean', 'median', 'quantile', 'stddev', 'variance'];
const COUNTS: readonly Fn[] = ['count', 'count-values', 'missing-count', 'distinct-count'];
const ORDERED: readonly Fn[] = ['first', 'last'];

export const measureSchema = z.object({
  function: choiceField(FUNCTIONS, 'count', {
    label: 'Measure',
    choices: FUNCTIONS.map((value) => ({ value, label: LABELS[value] })),
  }),
  column: columnField({
    label: 'Of column',
    types: SCALAR_TYPES,
    when: { field: 'function', is: FUNCTIONS.filter((fn) => !OF_ROWS.includes(fn)) },
    required: true,
  }),
  condition: expressionField({
    label: 'Condition',
    help: 'A row for which it is missing does not fulfil it.',
    placeholder: "status = 'late'",
    result: 'bool',
    when: { field: 'function', is: ['share'] },
    required: true,
  }),
  at: numberField(
    0.9,
    { min: 0, max: 1 },
    {
      label: 'At',
      help: '0.9 is what nine of ten values do not exceed.',
      when: { field: 'function', is: ['quantile'] },
    },
  ),
  order: columnField({
    label: 'In order of',
    help: 'The value where this column is smallest (first) or largest (last); missing values are passed over.',
    types: SCALAR_TYPES,
    when: { field: 'function', is: ORDERED },
    required: true,
  }),
  where: expressionField({
    label: 'Only rows where',
    help: 'This measure looks at no other rows of the group.',
    placeholder: 'amount > 0',
    result: 'bool',
    advanced: true,
  }),
  as: textField({ label: 'Named', placeholder: 'found by itself', makesColumn: true }),
});
export type Measure = z.infer<typeof measureSchema>;

export function measureName(measure: Measure): string {
  const fn = measure.function;
  if (measure.as !== '') return measure.as;
  if (fn === 'count') return 'rows';
  if (fn === 'share') return 'share';
  if (fn === 'quantile') return `${measure.column}_p${String(Number((measure.at * 100).toFixed(6))).replace('.', '_')}`;
  return `${measure.column}_${fn === 'count-values' ? 'count' : fn.replaceAll('-', '_')}`;
}

function resultType(measure: Measure, of: ColumnType | undefined): ColumnType {
  const fn = measure.function;
  if (COUNTS.includes(fn)) return 'int';
  if (fn === 'sum') return of === 'int' ? 'int' : 'float';
  const keepsType = fn === 'min' || fn === 'max' || fn === 'most-frequent' || ORDERED.includes(fn);
  return keepsType ? (of ?? 'float') : 'float';
}

/** The column that a measure makes. */
export function measureColumn(measure: Measure, table: TableSchema): Column {
  const reads = [
    ...(OF_ROWS.includes(measure.function) ? [] : [measure.column]),
    ...(ORDERED.includes(measure.function) ? [measure.order] : []),
    ...(measure.function === 'share' ? readExpr(measure.condition, table).columns : []),
    ...(measure.where === '' ? [] : readExpr(measure.where, table).columns),
  ];
  return derivedColumn(
    measureName(measure),
    resultType(measure, findColumn(table, measure.column)?.type),
    [...new Set(reads)].filter((name) => name !== ''),
    { how: 'aggregated', nullable: !COUNTS.includes(measure.function) },
  );
}

/** Why a measure cannot be taken of its column; undefined when it can. */
export function measureProblem(measure: Measure, table: TableSchema): string | undefined {
  const column = OF_ROWS.includes(measure.function) ? undefined : findColumn(table, measure.column);
  if (!column || !NUMERIC.includes(measure.function) || isNumeric(column.type)) return undefined;
  return `${LABELS[measure.function]} needs numbers; ${column.name} is ${column.type}.`;
}

const AGGREGATES: Record<Exclude<Fn, 'share'>, Aggregate['fn']> = {
  count: 'count',
  'count-values': 'count',
  'missing-count': 'null_count',
  'missing-share': 'null_share',
  'distinct-count': 'distinct_count',
  sum: 'sum',
  mean: 'mean',
  median: 'median',
  quantile: 'quantile',
  min: 'min',
  max: 'max',
  stddev: 'stddev',
  variance: 'variance',
  'most-frequent': 'most_frequent',
  first: 'first',
  last: 'last',
};

export function measureAggregate(measure: Measure, table: TableSchema): Aggregate {
  const fn = measure.function;
  const name = measureName(measure);
  const where = conditionOf(measure.where, table);
  const filter = where ? { where } : {};
  if (fn === 'share') {
    const holds = conditionOf(measure.condition, table) ?? nullOf('bool');
    return { name, fn: 'mean', of: call('if', holds, float(1), float(0)), ...filter };
  }
  const isInt = findColumn(table, measure.column)?.type === 'int';
  return {
    name,
    fn: fn === 'sum' && isInt ? 'int_sum' : AGGREGATES[fn],
    ...(fn === 'count' ? {} : { of: col(measure.column) }),
    ...(fn === 'quantile' ? { at: measure.at } : {}),
    ...(ORDERED.includes(fn) ? { order: [{ of: col(measure.order) }] } : {}),
    ...filter,
  };
}

const conditionOf = (typed: string, table: TableSchema): Expr | undefined =>
  typed.trim() === '' ? undefined : (readExpr(typed, table, 'bool').expr ?? nullOf('bool'));

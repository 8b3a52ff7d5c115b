import { z } from 'zod';
import {
  type ColumnType,
  choiceField,
  columnField,
  type Frame,
  numberField,
  SCALAR_TYPES,
  switchField,
  textField,
  type WindowFunction,
} from '../kernel';

/** What each measure is called, computed by, and needs. */
const FUNCTIONS = {
  sum: { label: 'Sum', fn: 'sum', of: 'numbers', framed: true },
  mean: { label: 'Mean', fn: 'mean', of: 'numbers', framed: true },
  median: { label: 'Median', fn: 'median', of: 'numbers', framed: true },
  min: { label: 'Smallest', fn: 'min', of: 'any', framed: true },
  max: { label: 'Largest', fn: 'max', of: 'any', framed: true },
  stddev: { label: 'Standard deviation', fn: 'stddev', of: 'numbers', framed: true },
  count: { label: 'Count of rows', fn: 'count', of: 'rows', framed: true },
  lag: { label: 'Value of an earlier row', fn: 'lag', of: 'any', framed: false },
  lead: { label: 'Value of a later row', fn: 'lead', of: 'any', framed: false },
  difference: { label: 'Difference to an earlier row', fn: 'lag', of: 'numbers', framed: false },
  change: { label: 'Relative change since an earlier row', fn: 'lag', of: 'numbers', framed: false },
  'since-previous': { label: 'Time since the row before', fn: 'lag', of: 'rows', framed: false },
  'fill-forward': { label: 'Last value that was not missing', fn: 'last_present', of: 'any', framed: false },
  'row-number': { label: 'Number of the row', fn: 'row_number', of: 'rows', framed: false },
  rank: { label: 'Rank', fn: 'rank', of: 'rows', framed: false },
  'dense-rank': { label: 'Rank without gaps', fn: 'dense_rank', of: 'rows', framed: false },
  'percent-rank': { label: 'Rank from 0 to 1', fn: 'percent_rank', of: 'rows', framed: false },
} as const satisfies Record<
  string,
  { label: string; fn: WindowFunction; of: 'numbers' | 'any' | 'rows'; framed: boolean }
>;
type Fn = keyof typeof FUNCTIONS;

const names = Object.keys(FUNCTIONS) as [Fn, ...Fn[]];
const those = (test: (row: (typeof FUNCTIONS)[Fn]) => boolean): Fn[] => names.filter((name) => test(FUNCTIONS[name]));
const STEPPED: readonly Fn[] = ['lag', 'lead', 'difference', 'change'];

export const UNITS = { seconds: 1e6, minutes: 6e7, hours: 3.6e9, days: 8.64e10, weeks: 6.048e11 } as const;
const unitNames = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;

export const measureSchema = z.object({
  function: choiceField(names, 'mean', {
    label: 'Measure',
    choices: names.map((value) => ({ value, label: FUNCTIONS[value].label })),
  }),
  column: columnField({
    label: 'Of column',
    types: SCALAR_TYPES,
    when: { field: 'function', is: those((row) => row.of !== 'rows') },
    required: true,
  }),
  steps: numberField(
    1,
    { int: true, min: 1, max: 1_000_000 },
    { label: 'How many rows away', when: { field: 'function', is: STEPPED } },
  ),
  over: choiceField(['rows', 'time', 'so-far', 'around', 'group'], 'rows', {
    label: 'Over',
    choices: [
      { value: 'rows', label: 'The last rows' },
      { value: 'time', label: 'A span of time' },
      { value: 'so-far', label: 'All rows so far' },
      { value: 'around', label: 'Rows before and after', help: 'Looks into the future.' },
      { value: 'group', label: 'The whole group', help: 'Looks at every row, also later ones.' },
    ],
    when: { field: 'function', is: those((row) => row.framed) },
  }),
  rows: numberField(7, { int: true, min: 1, max: 1_000_000 }, { label: 'Rows', when: { field: 'over', is: ['rows'] } }),
  side: numberField(
    3,
    { int: true, min: 1, max: 1_000_000 },
    { label: 'Rows on each side', when: { field: 'over', is: ['around'] } },
  ),
  span: numberField(
    7,
    { min: 0.001, max: 100_000 },
    { label: 'Span', help: 'Seven days hold seven daily rows.', when: { field: 'over', is: ['time'] } },
  ),
  spanUnit: choiceField(unitNames, 'days', { label: 'Unit of the span', when: { field: 'over', is: ['time'] } }),
  own: switchField(true, {
    label: 'Count the row itself',
    help: 'Without it a row sees only what came before.',
    when: { field: 'over', is: ['rows', 'time', 'so-far'] },
  }),
  unit: choiceField(unitNames, 'days', { label: 'In', when: { field: 'function', is: ['since-previous'] } }),
  as: textField({ label: 'Named', placeholder: 'found by itself', makesColumn: true }),
});
export type Measure = z.infer<typeof measureSchema>;

export const rowOf = (measure: Measure): (typeof FUNCTIONS)[Fn] => FUNCTIONS[measure.function];
export const readsColumn = (measure: Measure): boolean => rowOf(measure).of !== 'rows';
export const isFramed = (measure: Measure): boolean => rowOf(measure).framed;

/** Which other rows a measure looks at, in an ascending order. */
export function looksAt(measure: Measure): 'past' | 'others' {
  if (measure.function === 'lead' || measure.function.endsWith('rank')) return 'others';
  return isFramed(measure) && (measure.over === 'around' || measure.over === 'group') ? 'others' : 'past';
}

/** Ranks count equal places as one; a whole group has no order. */
export const isOrderless = (measure: Measure): boolean => isFramed(measure) && measure.over === 'group';
export const hasTies = (measure: Measure): boolean =>
  measure.function.endsWith('rank') || (isFramed(measure) && measure.over === 'time');

export function frameOf(measure: Measure): Frame | undefined {
  if (measure.function === 'fill-forward') return { kind: 'rows', from: null, to: 0 };
  if (!isFramed(measure)) return undefined;
  const { own, rows, side } = measure;
  switch (measure.over) {
    case 'rows':
      return own ? { kind: 'rows', from: 1 - rows, to: 0 } : { kind: 'rows', from: -rows, to: -1 };
    case 'so-far':
      return { kind: 'rows', from: null, to: own ? 0 : -1 };
    case 'around':
      return { kind: 'rows', from: -side, to: side };
    case 'time': {
      // Of its two ends one belongs to the span, so that seven days hold seven daily rows.
      const size = Math.max(1, Math.round(measure.span * UNITS[measure.spanUnit]));
      return own ? { kind: 'time', from: 1 - size, to: 0 } : { kind: 'time', from: -size, to: -1 };
    }
    case 'group':
      return undefined;
  }
}

export function measureName(measure: Measure): string {
  if (measure.as !== '') return measure.as;
  const fn = measure.function;
  if (fn === 'since-previous') return `${measure.unit}_since_previous`;
  const of = readsColumn(measure) ? `${measure.column}_` : '';
  const base = `${of}${fn === 'fill-forward' ? 'filled' : fn.replaceAll('-', '_')}`;
  if (STEPPED.includes(fn))
    return measure.steps === 1 && fn !== 'lag' && fn !== 'lead' ? base : `${base}_${measure.steps}`;
  if (!isFramed(measure)) return base;
  const number = (value: number) => String(value).replace('.', '_');
  switch (measure.over) {
    case 'rows':
      return `${base}_${measure.rows}`;
    case 'time':
      return `${base}_${number(measure.span)}_${measure.spanUnit}`;
    case 'so-far':
      return `${base}_so_far`;
    case 'around':
      return `${base}_around_${measure.side}`;
    case 'group':
      return `${base}_of_group`;
  }
}

export function resultType(measure: Measure, of: ColumnType | undefined): ColumnType {
  switch (measure.function) {
    case 'count':
    case 'row-number':
    case 'rank':
    case 'dense-rank':
      return 'int';
    case 'sum':
    case 'difference':
      return of === 'int' ? 'int' : 'float';
    case 'min':
    case 'max':
    case 'lag':
    case 'lead':
    case 'fill-forward':
      return of ?? 'float';
    default:
      return 'float';
  }
}

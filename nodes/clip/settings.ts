import { z } from 'zod';
import {
  choiceField,
  columnChoice,
  columnField,
  listField,
  NUMERIC_TYPES,
  numberField,
  optionalNumberField,
  switchField,
} from '../kernel';

export const METHODS = ['iqr', 'quantiles', 'z-score', 'fixed'] as const;
export type Method = (typeof METHODS)[number];

export const LABELS: Record<Method, string> = {
  iqr: 'Quartiles and their distance',
  quantiles: 'Percentiles',
  'z-score': 'Mean and deviations',
  fixed: 'Fixed bounds',
};

const choices = METHODS.map((value) => ({ value, label: LABELS[value] }));
const fixedBounds = (when: { field: string; is: readonly string[] }) => ({
  low: optionalNumberField({ label: 'Lowest value', help: 'Empty: no lower bound.', when }),
  high: optionalNumberField({ label: 'Highest value', help: 'Empty: no upper bound.', when }),
});

export const config = z.object({
  method: choiceField(METHODS, 'iqr', {
    label: 'Bounds by',
    choices,
    help: 'What lies beyond the bounds is an outlier.',
  }),
  ...fixedBounds({ field: 'method', is: ['fixed'] }),
  quartileFactor: numberField(
    1.5,
    { min: 0 },
    {
      label: 'Distances beyond the quartiles',
      help: 'In distances between the lower and the upper quartile. 1.5 is Tukey’s rule.',
      when: { field: 'method', is: ['iqr'] },
    },
  ),
  lowPercentile: numberField(
    1,
    { min: 0, max: 100 },
    { label: 'From percentile', when: { field: 'method', is: ['quantiles'] } },
  ),
  highPercentile: numberField(
    99,
    { min: 0, max: 100 },
    { label: 'To percentile', when: { field: 'method', is: ['quantiles'] } },
  ),
  deviations: numberField(
    3,
    { min: 0 },
    { label: 'Deviations from the mean', when: { field: 'method', is: ['z-score'] } },
  ),
  side: choiceField(['both', 'low', 'high'], 'both', {
    label: 'Which side',
    choices: [
      { value: 'both', label: 'Both' },
      { value: 'low', label: 'Only below' },
      { value: 'high', label: 'Only above' },
    ],
  }),
  action: choiceField(['clip', 'missing', 'leave'], 'clip', {
    label: 'An outlier',
    choices: [
      { value: 'clip', label: 'Becomes the bound' },
      { value: 'missing', label: 'Becomes missing' },
      { value: 'leave', label: 'Stays, and is marked' },
    ],
  }),
  mark: switchField(false, {
    label: 'Mark outliers',
    help: 'Adds a column c_was_outlier for every column.',
    when: { field: 'action', is: ['clip', 'missing'] },
  }),
  ...columnChoice(NUMERIC_TYPES, 'numeric'),
  overrides: listField(
    z.object({
      column: columnField({ label: 'Column', required: true, types: NUMERIC_TYPES }),
      method: choiceField(METHODS, 'fixed', { label: 'Bounds by', choices }),
      ...fixedBounds({ field: 'method', is: ['fixed'] }),
    }),
    { label: 'Columns with their own bounds' },
  ),
});
export type Config = z.infer<typeof config>;

/** How one column's bounds are found. */
export type Rule = Pick<
  Config,
  'method' | 'quartileFactor' | 'lowPercentile' | 'highPercentile' | 'deviations' | 'side'
> & {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
};

export function ruleOf(settings: Config, column: string): Rule {
  const own = settings.overrides.find((rule) => rule.column === column);
  return own ? { ...settings, low: own.low, high: own.high, method: own.method } : settings;
}

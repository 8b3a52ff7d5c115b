import { z } from 'zod';
import { choiceField, columnField, columnsField, listField, switchField, textField } from '../kernel';

export const METHODS = ['mean', 'median', 'most-frequent', 'constant', 'forward', 'backward', 'leave'] as const;
export type Method = (typeof METHODS)[number];

export const METHOD_LABELS: Record<Method, string> = {
  mean: 'Mean',
  median: 'Median',
  'most-frequent': 'Most frequent value',
  constant: 'A constant',
  forward: 'The last value before',
  backward: 'The next value after',
  leave: 'Leave missing',
};

export const isLearned = (method: Method): boolean => ['mean', 'median', 'most-frequent'].includes(method);
export const isCarried = (method: Method): method is 'forward' | 'backward' =>
  method === 'forward' || method === 'backward';

const methodField = (initial: Method, label: string, methods: readonly Method[]) =>
  choiceField(METHODS, initial, {
    label,
    choices: METHODS.filter((method) => methods.includes(method)).map((value) => ({
      value,
      label: METHOD_LABELS[value],
    })),
  });

export const config = z.object({
  numbers: methodField('median', 'Numbers', METHODS),
  numbersValue: textField({ label: 'Constant for numbers', when: { field: 'numbers', is: ['constant'] } }, '0'),
  others: methodField('most-frequent', 'Text, dates and booleans', [
    'most-frequent',
    'constant',
    'forward',
    'backward',
    'leave',
  ]),
  othersValue: textField({ label: 'Constant for text', when: { field: 'others', is: ['constant'] } }, 'missing'),
  overrides: listField(
    z.object({
      column: columnField({ label: 'Column', required: true }),
      method: methodField('median', 'Fill with', METHODS),
      value: textField({ label: 'Value', when: { field: 'method', is: ['constant'] } }),
    }),
    { label: 'Columns with their own rule' },
  ),
  within: columnsField({
    label: 'Within groups of',
    help: 'Each group of rows has its own mean, median or most frequent value; a group that has none gets that of all rows. Values before and after are those of the same group.',
    types: ['text', 'int', 'bool', 'date'],
  }),
  order: columnField({
    label: 'In order of',
    help: 'Decides which value comes before and which after.',
  }),
  except: columnsField({ label: 'Leave alone', help: 'The target and keys belong here.' }),
  indicator: switchField(false, {
    label: 'Mark filled cells',
    help: 'Adds a column c_was_missing for every column that had missing values.',
  }),
});
export type Config = z.infer<typeof config>;

const methodsOf = ({ numbers, others, overrides }: Config): Method[] => [
  numbers,
  others,
  ...overrides.map((rule) => rule.method),
];

export const learnsValues = (settings: Config): boolean => methodsOf(settings).some(isLearned);

/** A value that comes after is the future's. */
export function looksAt(settings: Config): 'past' | 'others' | undefined {
  const methods = methodsOf(settings);
  if (methods.includes('backward')) return 'others';
  return methods.includes('forward') ? 'past' : undefined;
}

import { z } from 'zod';
import { choiceField, columnField, columnsField, listField, numberField, optionalTextField } from '../kernel';

export const METHODS = ['one-hot', 'ordinal', 'share', 'count', 'target', 'standardise', 'leave', 'drop'] as const;
export type Method = (typeof METHODS)[number];

export const LABELS: Record<Method, string> = {
  'one-hot': 'One-hot',
  ordinal: 'Ordinal',
  share: 'Share of rows',
  count: 'Count of rows',
  target: 'Target mean',
  standardise: 'Standardise',
  leave: 'Leave as it is',
  drop: 'Drop',
};

const HELP: Partial<Record<Method, string>> = {
  'one-hot': 'A component per category, 1 where the value is that category.',
  ordinal: 'The position of the value among the sorted categories.',
  share: 'The share of training rows that have the value.',
  count: 'How many training rows have the value.',
  target: 'What the target is on average for the value. Training rows are left out of their own average.',
};

const choices = (methods: readonly Method[]) =>
  methods.map((value) => ({ value, label: LABELS[value], ...(HELP[value] ? { help: HELP[value] } : {}) }));

export const config = z.object({
  texts: choiceField(METHODS, 'one-hot', {
    label: 'Text',
    choices: choices(['one-hot', 'ordinal', 'share', 'count', 'target', 'leave', 'drop']),
  }),
  numbers: choiceField(METHODS, 'leave', {
    label: 'Numbers',
    choices: choices(['standardise', 'leave']),
    help: 'Standardise: subtract the mean, divide by the standard deviation. Linear models want it; trees do not care.',
  }),
  overrides: listField(
    z.object({
      column: columnField({ label: 'Column', required: true }),
      method: choiceField(METHODS, 'one-hot', { label: 'Encode as', choices: choices(METHODS) }),
    }),
    { label: 'Columns with their own rule', help: 'Whole numbers and booleans that are codes can be encoded here.' },
  ),
  target: columnField({
    label: 'Target',
    help: 'What the target mean is of. It is itself left alone.',
    types: ['bool', 'int', 'float', 'text'],
  }),
  positive: optionalTextField({
    label: 'Positive answer',
    help: 'For a target of text: the share of rows with this answer is what is learned.',
  }),
  except: columnsField({ label: 'Leave alone', help: 'The target and keys belong here.' }),
  missing: choiceField(['category', 'zeros'], 'category', {
    label: 'Missing values',
    choices: [
      { value: 'category', label: 'A category of its own' },
      { value: 'zeros', label: 'No category' },
    ],
    help: 'The target mean always has a category for them.',
  }),
  unknown: choiceField(['zeros', 'category'], 'zeros', {
    label: 'One-hot of values never seen in training',
    choices: [
      { value: 'zeros', label: 'No category (all zeros)' },
      { value: 'category', label: 'A category “other”' },
    ],
  }),
  maxCategories: numberField(
    64,
    { int: true, min: 2, max: 1000 },
    {
      label: 'Most one-hot categories',
      help: 'A one-hot column with more distinct training values is refused.',
      advanced: true,
    },
  ),
  smoothing: choiceField(['by-variance', 'rows'], 'by-variance', {
    label: 'Target mean of rare values',
    choices: [
      {
        value: 'by-variance',
        label: 'Drawn to the overall mean as it varies',
        help: 'Empirical Bayes, as scikit-learn’s TargetEncoder does by default.',
      },
      {
        value: 'rows',
        label: 'Drawn to the overall mean by a number of rows',
        help: 'As if that many more rows had the overall mean (m-estimate).',
      },
    ],
    advanced: true,
  }),
  smoothingRows: numberField(
    10,
    { min: 0 },
    { label: 'Number of rows', when: { field: 'smoothing', is: ['rows'] }, advanced: true },
  ),
  folds: numberField(
    5,
    { int: true, min: 2, max: 50 },
    {
      label: 'Folds of the target mean',
      help: 'A training row gets the mean of the other folds’ rows.',
      advanced: true,
    },
  ),
  seed: numberField(7, { int: true, min: 0 }, { label: 'Seed of the folds', advanced: true }),
});
export type Config = z.infer<typeof config>;

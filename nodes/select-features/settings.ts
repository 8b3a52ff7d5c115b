import { z } from 'zod';
import { choiceField, columnChoice, columnField, numberField, textField } from '../kernel';

/** What can be told apart and compared as numbers. */
export const CANDIDATES = ['int', 'float', 'bool'] as const;
export const RULES = ['variance', 'correlation', 'mutual-information'] as const;
export type Rule = (typeof RULES)[number];

export const LABELS: Record<Rule, string> = {
  variance: 'Variance',
  correlation: 'Correlation',
  'mutual-information': 'Mutual information',
};

export const config = z.object({
  by: choiceField(RULES, 'mutual-information', {
    label: 'Choose by',
    choices: [
      { value: 'variance', label: LABELS.variance, help: 'Leaves out columns that hardly vary.' },
      { value: 'correlation', label: LABELS.correlation, help: 'Leaves out one of two columns that say the same.' },
      {
        value: 'mutual-information',
        label: LABELS['mutual-information'],
        help: 'Keeps the columns that tell most about the target, whatever the form of the relation.',
      },
    ],
  }),
  leastVariance: numberField(
    0,
    { min: 0 },
    {
      label: 'Variance above',
      help: '0 leaves out constant columns. Other limits depend on the units: scale before.',
      when: { field: 'by', is: ['variance'] },
    },
  ),
  mostCorrelation: numberField(
    0.95,
    { min: 0, max: 1 },
    {
      label: 'Correlation up to',
      help: 'Of two columns with a larger one, positive or negative, only one is kept.',
      when: { field: 'by', is: ['correlation'] },
    },
  ),
  most: numberField(
    10,
    { int: true, min: 1, max: 5000 },
    { label: 'How many columns', when: { field: 'by', is: ['mutual-information'] } },
  ),
  target: columnField({
    label: 'Target',
    help: 'Needed for mutual information. With correlation, of two columns the one closer to it is kept. It is itself left alone.',
    types: ['bool', 'int', 'float', 'text'],
  }),
  ...columnChoice(CANDIDATES, 'number and boolean'),
  as: textField({ label: 'The chosen ones become', help: 'One column of type vector.', makesColumn: true }, 'features'),
  bins: numberField(
    10,
    { int: true, min: 2, max: 100 },
    {
      label: 'Bins for mutual information',
      help: 'Numbers with more distinct values are cut at quantiles.',
      advanced: true,
    },
  ),
});
export type Config = z.infer<typeof config>;

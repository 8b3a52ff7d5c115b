import { z } from 'zod';
import {
  choiceField,
  columnField,
  columnsField,
  expressionField,
  field,
  optionalNumberField,
  SCALAR_TYPES,
  switchField,
  textField,
  textsField,
} from '../kernel';

/** What a rule looks at: each row on its own (so that rows can be set aside), a column as a whole, or two tables. */
export const RULE_KINDS = {
  'not-null': { of: 'rows', label: 'Not missing' },
  range: { of: 'rows', label: 'In a range' },
  period: { of: 'rows', label: 'In a period' },
  'in-set': { of: 'rows', label: 'One of' },
  regex: { of: 'rows', label: 'Matching a pattern' },
  type: { of: 'rows', label: 'Of type' },
  unique: { of: 'rows', label: 'Unique' },
  'unique-together': { of: 'rows', label: 'Unique together' },
  greater: { of: 'rows', label: 'Greater than another' },
  expression: { of: 'rows', label: 'A rule of your own' },
  exists: { of: 'column', label: 'There at all' },
  statistic: { of: 'column', label: 'A figure in a range' },
  'distinct-values': { of: 'column', label: 'Of these distinct values' },
  shares: { of: 'column', label: 'Shares close to' },
  drift: { of: 'reference', label: 'Like the reference' },
} as const;
export type RuleKind = keyof typeof RULE_KINDS;
const KINDS = Object.keys(RULE_KINDS) as [RuleKind, ...RuleKind[]];

export const STATISTICS = {
  mean: 'Mean',
  min: 'Smallest value',
  max: 'Largest value',
  median: 'Median',
  stdev: 'Standard deviation',
  sum: 'Sum',
  quantile: 'Quantile',
  'distinct-count': 'Count of distinct values',
  'missing-share': 'Share of missing values',
} as const;
export type Statistic = keyof typeof STATISTICS;

export const DRIFT_MEASURES = ['psi', 'ks', 'chi-square'] as const;

const when = (...is: RuleKind[]) => ({ field: 'kind', is });

export const ruleSchema = z.object({
  kind: choiceField(KINDS, 'not-null', {
    label: 'Must be',
    choices: KINDS.map((value) => ({ value, label: RULE_KINDS[value].label })),
  }),
  column: columnField({
    label: 'Column',
    required: true,
    mayBeAbsent: true,
    when: when(...KINDS.filter((kind) => kind !== 'expression' && kind !== 'unique-together')),
  }),
  columns: columnsField({ label: 'Columns', required: true, mayBeAbsent: true, when: when('unique-together') }),
  other: columnField({
    label: 'Greater than',
    required: true,
    mayBeAbsent: true,
    when: when('greater'),
  }),
  orEqual: switchField(false, { label: 'Or equal', when: when('greater') }),
  expression: expressionField({
    label: 'True for every row',
    help: 'An expression over the columns, such as total_charges >= monthly_charges. Where it is missing, the row is not checked.',
    result: 'bool',
    required: true,
    when: when('expression'),
  }),
  statistic: choiceField(Object.keys(STATISTICS) as [Statistic, ...Statistic[]], 'mean', {
    label: 'Figure',
    choices: Object.entries(STATISTICS).map(([value, label]) => ({ value, label })),
    when: when('statistic'),
  }),
  at: field(z.number().min(0).max(1).default(0.5), {
    widget: 'number',
    label: 'Quantile',
    help: 'From 0 to 1: 0.9 is the value that nine tenths do not exceed.',
    step: 0.05,
    when: { field: 'statistic', is: ['quantile'] },
  }),
  min: optionalNumberField({ label: 'At least', when: when('range', 'statistic') }),
  max: optionalNumberField({ label: 'At most', when: when('range', 'statistic') }),
  above: switchField(false, { label: 'The least itself is out', advanced: true, when: when('range', 'statistic') }),
  below: switchField(false, { label: 'The most itself is out', advanced: true, when: when('range', 'statistic') }),
  from: textField({ label: 'From', placeholder: '2024-01-01', when: when('period') }),
  until: textField({ label: 'Until', help: 'Both days or times belong to it.', when: when('period') }),
  values: textsField([], { label: 'Values', when: when('in-set', 'distinct-values', 'shares') }),
  edges: textsField([], {
    label: 'Or edges of bins',
    help: 'For numbers, ascending: 0, 10, 20 are two bins.',
    when: when('shares'),
  }),
  weights: textsField([], {
    label: 'Their shares',
    help: 'One per value or bin, in their order; they sum to 1.',
    when: when('shares'),
  }),
  divergence: field(z.number().min(0).default(0.1), {
    widget: 'number',
    label: 'Divergence below',
    help: 'Kullback-Leibler divergence of what is found from these shares, in nats; 0 is the same.',
    step: 0.01,
    when: when('shares'),
  }),
  pattern: textField({
    label: 'Pattern',
    help: 'A regular expression (RE2) for the whole text.',
    when: when('regex'),
  }),
  is: field(z.enum(SCALAR_TYPES).default('text'), {
    widget: 'choice',
    label: 'Type',
    choices: SCALAR_TYPES.map((value) => ({ value, label: value })),
    when: when('type'),
  }),
  measure: choiceField(DRIFT_MEASURES, 'psi', {
    label: 'Measured by',
    choices: [
      { value: 'psi', label: 'PSI', help: 'Any column. 0.1 is a shift to look at, 0.2 a large one.' },
      { value: 'ks', label: 'Kolmogorov-Smirnov', help: 'Numbers: the largest gap between the two distributions.' },
      { value: 'chi-square', label: 'Chi-square', help: 'Text and booleans: do the shares of values differ?' },
    ],
    when: when('drift'),
  }),
  psi: field(z.number().min(0).default(0.2), {
    widget: 'number',
    label: 'PSI below',
    step: 0.05,
    when: { field: 'measure', is: ['psi'] },
  }),
  pValue: field(z.number().min(0).max(1).default(0.01), {
    widget: 'number',
    label: 'p-value at least',
    help: 'With many rows even a shift of no importance is significant: PSI measures its size.',
    step: 0.01,
    when: { field: 'measure', is: ['ks', 'chi-square'] },
  }),
  mostly: field(z.number().min(0).max(1).default(1), {
    widget: 'share',
    label: 'For at least',
    unit: '%',
    step: 0.01,
    advanced: true,
    help: 'The rule holds when this share of what was checked keeps it. Rows are set aside one by one, whatever the share.',
    when: when(...KINDS.filter((kind) => RULE_KINDS[kind].of === 'rows')),
  }),
  action: choiceField(['fail', 'warn', 'reject'], 'fail', {
    label: 'Otherwise',
    choices: [
      { value: 'fail', label: 'Fail the run' },
      { value: 'warn', label: 'Warn' },
      { value: 'reject', label: 'Reject the rows' },
    ],
  }),
  kept: textField({
    label: 'Kept from an imported suite',
    help: 'What Sluice does not use, as JSON; it is written again on export.',
    advanced: true,
  }),
});
export type Rule = z.infer<typeof ruleSchema>;

export const isRowRule = (rule: Rule): boolean => RULE_KINDS[rule.kind].of === 'rows';

/** The columns a rule reads, as far as its settings name them. */
export function columnsOfRule(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'unique-together':
      return rule.columns;
    case 'greater':
      return [rule.column, rule.other];
    case 'expression':
      return [];
    default:
      return [rule.column];
  }
}

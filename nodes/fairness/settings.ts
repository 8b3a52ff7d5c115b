import { z } from 'zod';
import {
  choiceField,
  columnField,
  listField,
  numberField,
  optionalNumberField,
  optionalTextField,
  PARTITIONS,
  switchField,
  textField,
} from '../kernel';
import { MEASURES, SLICE_METRICS, valuesOf } from './names';

const GROUPING_TYPES = ['text', 'bool', 'int', 'float'] as const;

const slice = z.object({
  column: columnField({
    label: 'Column',
    help: 'A group for each value; many numbers become bins. It need not be a feature.',
    types: GROUPING_TYPES,
    required: true,
  }),
  crossed: columnField({ label: 'Crossed with', help: 'A group for each pair of values.', types: GROUPING_TYPES }),
  fairness: switchField(true, {
    label: 'Fairness measures',
    help: 'Off: a slice whose quality is compared, and nothing more.',
  }),
  reference: optionalTextField({
    label: 'Compared with',
    placeholder: 'every group with every other',
    help: 'The value of the privileged group, to compare all others with.',
    when: { field: 'fairness', is: [true] },
  }),
  bins: numberField(
    4,
    { int: true, min: 2, max: 20 },
    { label: 'Bins for numbers', help: 'Of about as many rows each.' },
  ),
  cuts: textField({
    label: 'Or cut at',
    placeholder: '25, 40, 60',
    help: 'A value belongs to the bin that begins at it.',
  }),
});

const gate = z.object({
  what: choiceField(['measure', 'slice'], 'measure', {
    label: 'Of',
    choices: [
      { value: 'measure', label: 'A fairness measure' },
      { value: 'slice', label: 'A metric in every group', help: 'The worst group decides.' },
    ],
  }),
  measure: choiceField(valuesOf(MEASURES), 'demographic_parity_difference', {
    label: 'Measure',
    choices: MEASURES,
    when: { field: 'what', is: ['measure'] },
  }),
  metric: choiceField(valuesOf(SLICE_METRICS), 'recall', {
    label: 'Metric',
    choices: SLICE_METRICS,
    when: { field: 'what', is: ['slice'] },
  }),
  column: columnField({ label: 'By', help: 'The groups by this column. Empty: all of them, pairs too.' }),
  op: choiceField(['<=', '>=', '<', '>'], '<=', {
    label: 'Must be',
    choices: [
      { value: '<=', label: '≤' },
      { value: '>=', label: '≥' },
      { value: '<', label: '<' },
      { value: '>', label: '>' },
    ],
  }),
  value: numberField(0.1, {}, { label: 'Value', step: 0.01 }),
  use: choiceField(['bound', 'point'], 'bound', {
    label: 'Judged by',
    choices: [
      { value: 'bound', label: 'The bound of the interval', help: 'Passes only where chance alone cannot be why.' },
      { value: 'point', label: 'The measured value' },
    ],
  }),
});

export const config = z.object({
  part: choiceField(PARTITIONS, 'test', { label: 'Rows', help: 'The part of the split whose rows are judged.' }),
  slices: listField(slice, {
    label: 'Groups',
    help: 'The columns whose groups are compared.',
    required: true,
  }),
  favourable: optionalTextField({
    label: 'Favourable class',
    placeholder: 'the positive one',
    help: 'The outcome it is good to be given. A row decided so counts as selected.',
  }),
  gates: listField(gate, {
    label: 'Gates',
    help: 'A gate that does not pass, or is undefined, fails the run and blocks publishing.',
  }),
  minimumRows: numberField(
    30,
    { int: true, min: 1, max: 1_000_000 },
    { label: 'Smallest group', unit: 'rows', help: 'Smaller ones are shown, and left out of measures and gates.' },
  ),
  threshold: optionalNumberField({
    label: 'Decide from another score',
    step: 0.01,
    help: 'Empty: as Evaluate above decides, and as an endpoint will. Set it to see what another threshold would do.',
  }),
  metrics: listField(
    z.object({ metric: choiceField(valuesOf(SLICE_METRICS), 'accuracy', { label: 'Metric', choices: SLICE_METRICS }) }),
    {
      label: 'Metrics of groups',
      help: 'None: those that the task usually asks for.',
      advanced: true,
    },
  ),
  level: numberField(0.95, { min: 0.5, max: 0.999 }, { label: 'Confidence level', step: 0.01, advanced: true }),
  resamples: numberField(
    1000,
    { int: true, min: 100, max: 10_000 },
    { label: 'Resamples', help: 'Of the bootstrap behind the intervals; fewer for millions of rows.', advanced: true },
  ),
  seed: numberField(7, { int: true, min: 0, max: 2_147_483_647 }, { label: 'Seed', advanced: true }),
});
/** `served` is what the nodes above decide by; the compiler adds it. */
export type Config = z.infer<typeof config> & {
  readonly served?: { readonly threshold: number; readonly positive?: string };
};
export type SliceSettings = Config['slices'][number];

/** The cut points a person typed, or what is wrong with them. */
export function readCuts(text: string): number[] | string {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const wrong = parts.find((part) => !Number.isFinite(Number(part)));
  return wrong === undefined ? parts.map(Number) : wrong;
}

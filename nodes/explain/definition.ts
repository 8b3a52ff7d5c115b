import { z } from 'zod';
import {
  choiceField,
  columnsField,
  defineNode,
  field,
  inputPort,
  numberField,
  optionalTextField,
  outputPort,
  PARTITIONS,
  switchField,
} from '../kernel';
import { METRIC_CHOICES, METRICS } from '../kernel/learning/metrics';

const permutation = z.object({
  measure: switchField(true, {
    label: 'Shuffle columns',
    help: 'How much worse the model gets when the values of a column are shuffled between rows.',
  }),
  metric: choiceField(METRICS, 'auto', {
    label: 'Metric',
    choices: METRIC_CHOICES,
    when: { field: 'measure', is: [true] },
  }),
  repeats: numberField(
    5,
    { int: true, min: 1, max: 50 },
    { label: 'Shuffle each', unit: 'times', when: { field: 'measure', is: [true] } },
  ),
});

const dependence = z.object({
  draw: switchField(true, {
    label: 'Draw dependence plots',
    help: 'What the model answers when one column takes every value and the rest of a row stays.',
  }),
  columns: columnsField({
    label: 'Columns',
    help: 'Empty: the six that contribute most.',
    when: { field: 'draw', is: [true] },
  }),
});

const config = z.object({
  part: choiceField(PARTITIONS, 'test', { label: 'Rows', help: 'The part of the split whose rows are explained.' }),
  rows: numberField(
    500,
    { int: true, min: 10, max: 2000 },
    { label: 'Explain', unit: 'rows', help: 'Drawn by the seed where the part has more.' },
  ),
  positive: optionalTextField({
    label: 'Positive class',
    placeholder: 'the second of two',
    help: 'For two classes: the one whose probability is explained.',
  }),
  permutation: field(permutation.prefault({}), { widget: 'object', label: 'Permutation importance' }),
  dependence: field(dependence.prefault({}), { widget: 'object', label: 'Dependence' }),
  seed: numberField(7, { int: true, min: 0, max: 2_147_483_647 }, { label: 'Seed', advanced: true }),
});
export type Config = z.infer<typeof config>;

export const explain = defineNode({
  type: 'explain',
  version: 1,
  title: 'Explain',
  summary: 'Shows what a model’s answers are made of: for all rows together, for one row, and for a row you change.',
  category: 'judge',
  ports: {
    in: { model: inputPort.model(), table: inputPort.table('Rows to explain') },
    out: { report: outputPort.report() },
  },
  config,
  implementation: 'explain@1',
  traits: { rows: 'none', learns: 'nothing', determinism: 'seeded', serving: 'forbidden' },
  usesParts: ({ part }) => [{ part, to: 'judge', what: 'The explanation', path: ['part'] }],
  outputSchema: () => ({}),
  check: ({ config: settings, inputs, report }) => {
    if (inputs.table && !inputs.table.open && !inputs.table.partitioned) {
      report('no-partition', ['part'], `No split labels these rows, so there is no ${settings.part} part to explain.`, {
        hint: 'Put a Split node before the nodes that learn.',
      });
    }
  },
  ui: {
    icon: 'eye',
    keywords: [
      'shap',
      'importance',
      'feature',
      'waterfall',
      'partial dependence',
      'ice',
      'permutation',
      'what-if',
      'why',
    ],
    describe: ({ rows, part }) => `${rows} ${part} rows`,
  },
});

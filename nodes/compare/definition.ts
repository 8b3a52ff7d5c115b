import { z } from 'zod';
import {
  choiceField,
  columnField,
  defineNode,
  inputPort,
  numberField,
  optionalTextField,
  outputPort,
  PARTITIONS,
} from '../kernel';
import { METRIC_CHOICES, METRICS } from '../kernel/learning/metrics';

export const VERDICTS = ['none', 'better', 'surely-better', 'not-worse'] as const;

const config = z.object({
  part: choiceField(PARTITIONS, 'test', { label: 'Rows', help: 'The part of the split on which both are judged.' }),
  metric: choiceField(METRICS, 'auto', { label: 'Decided by', choices: METRIC_CHOICES }),
  ask: choiceField(VERDICTS, 'none', {
    label: 'The challenger must be',
    help: 'Otherwise the run fails here, and what follows is not published.',
    choices: [
      { value: 'none', label: 'Nothing in particular', help: 'Compare, and hand the challenger on.' },
      { value: 'better', label: 'Better', help: 'By any difference, however small.' },
      {
        value: 'surely-better',
        label: 'Better beyond chance',
        help: 'The whole interval of the difference is on its side.',
      },
      {
        value: 'not-worse',
        label: 'Not much worse',
        help: 'The interval excludes that it is worse by more than the margin.',
      },
    ],
  }),
  margin: numberField(0.01, { min: 0 }, { label: 'Margin', step: 0.01, when: { field: 'ask', is: ['not-worse'] } }),
  slices: columnField({
    label: 'Also by',
    help: 'A column whose values are compared one by one: where each of the two is stronger.',
    types: ['text', 'bool', 'int'],
  }),
  threshold: numberField(0.5, { min: 0, max: 1 }, { label: 'Decide “positive” from', step: 0.01, advanced: true }),
  positive: optionalTextField({
    label: 'Positive class',
    placeholder: 'the second of two',
    help: 'For two classes: which one the scores are about.',
    advanced: true,
  }),
  confidence: numberField(95, { min: 50, max: 99.9 }, { label: 'Sure to', unit: '%', step: 0.5, advanced: true }),
  resamples: numberField(1000, { int: true, min: 100, max: 10_000 }, { label: 'Resamples', advanced: true }),
  seed: numberField(7, { int: true, min: 0 }, { label: 'Seed', advanced: true }),
});
export type Config = z.infer<typeof config>;

const labelOf = (metric: Config['metric']): string => METRIC_CHOICES.find(({ value }) => value === metric)!.label;

export const compare = defineNode({
  type: 'compare',
  version: 1,
  title: 'Compare models',
  summary: 'Holds a challenger against a champion on the same rows, with the significance of every difference.',
  category: 'judge',
  ports: {
    in: {
      champion: inputPort.model('Champion'),
      model: inputPort.model('Challenger'),
      table: inputPort.table('Rows to judge'),
      prepared: inputPort.optionalTable('The same rows as the champion reads them'),
    },
    out: { model: outputPort.model('Passed challenger'), report: outputPort.report() },
  },
  config,
  implementation: 'compare@1',
  traits: { rows: 'none', learns: 'nothing', determinism: 'seeded', serving: 'pass', gate: true },
  usesParts: ({ part }) => [{ part, to: 'judge', what: 'The comparison', path: ['part'] }],
  outputSchema: () => ({}),
  check: ({ config: settings, inputs, report }) => {
    if (inputs.table && !inputs.table.open && !inputs.table.partitioned) {
      report('no-partition', ['part'], `No split labels these rows, so there is no ${settings.part} part to judge.`, {
        hint: 'Put a Split node before the nodes that learn.',
      });
    }
    if (settings.part === 'train') {
      report('node-advice', ['part'], 'On training rows the model that remembers more wins, not the better one.', {
        hint: 'Judge on the test part.',
      });
    }
  },
  lower: () => ({ model: { kind: 'pass', input: 'model' }, report: { kind: 'task' } }),
  ui: {
    icon: 'git-compare',
    keywords: ['champion', 'challenger', 'versus', 'significance', 'delong', 'mcnemar', 'better', 'model selection'],
    describe: ({ ask, metric }) =>
      ({
        none: 'Challenger against champion',
        better: `Challenger better by ${labelOf(metric)}`,
        'surely-better': `Better beyond chance by ${labelOf(metric)}`,
        'not-worse': `Not much worse by ${labelOf(metric)}`,
      })[ask],
  },
});

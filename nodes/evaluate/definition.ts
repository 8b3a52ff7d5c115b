import { z } from 'zod';
import {
  choiceField,
  columnField,
  defineNode,
  didYouMean,
  field,
  inputPort,
  listField,
  numberField,
  objectField,
  optionalTextField,
  outputPort,
  PARTITIONS,
  switchField,
} from '../kernel';
import { METRIC_TITLES } from '../kernel/learning/metrics';

const DEFAULT_THRESHOLD = 0.5;

const gateSchema = z.object({
  metric: field(z.string().default('auc'), {
    widget: 'choice',
    label: 'Metric',
    choices: METRIC_TITLES.map(({ name, title }) => ({ value: name, label: title })),
  }),
  bound: choiceField(['point', 'lower', 'upper'], 'point', {
    label: 'Its',
    choices: [
      { value: 'point', label: 'Value' },
      { value: 'lower', label: 'Lower bound', help: 'Passes when chance alone could hardly explain so good a value.' },
      { value: 'upper', label: 'Upper bound', help: 'The same for metrics of which less is better.' },
    ],
  }),
  op: choiceField(['>=', '<=', '>', '<'], '>=', {
    label: 'Must be',
    choices: [
      { value: '>=', label: '≥' },
      { value: '<=', label: '≤' },
      { value: '>', label: '>' },
      { value: '<', label: '<' },
    ],
  }),
  value: numberField(0.8, {}, { label: 'Value', step: 0.01 }),
});

const costs = z.object({
  falseAlarm: numberField(1, { min: 0 }, { label: 'False alarm', help: 'A negative row that is called positive.' }),
  miss: numberField(1, { min: 0 }, { label: 'Miss', help: 'A positive row that is called negative.' }),
  hit: numberField(0, { min: 0 }, { label: 'Gain of a hit', help: 'What a positive row is worth that is found.' }),
});

const intervals = z.object({
  confidence: numberField(95, { min: 50, max: 99.9 }, { label: 'Confidence', unit: '%' }),
  resamples: numberField(
    1000,
    { int: true, min: 0, max: 10_000 },
    {
      label: 'Resamples',
      help: 'Drawn from the judged rows for metrics without a formula of their own; 0 leaves those without an interval. Very many rows get fewer.',
    },
  ),
  seed: numberField(7, { int: true, min: 0 }, { label: 'Seed' }),
});

const config = z.object({
  part: choiceField(PARTITIONS, 'test', { label: 'Rows', help: 'The part of the split whose rows are judged.' }),
  positive: optionalTextField({
    label: 'Positive class',
    placeholder: 'the second of two',
    help: 'For two classes: which one the score is about.',
  }),
  threshold: numberField(
    DEFAULT_THRESHOLD,
    { min: 0, max: 1 },
    {
      label: 'Decide “positive” from',
      step: 0.01,
      help: 'The report has a chooser, with the cost of every threshold.',
    },
  ),
  thresholdBasis: choiceField(['judged', 'validation', 'rule'], 'judged', {
    label: 'Chosen by',
    help: 'A threshold chosen by the scores of the rows that it is judged on looks better than it is.',
    choices: [
      { value: 'judged', label: 'The judged rows' },
      { value: 'validation', label: 'Validation rows' },
      { value: 'rule', label: 'A rule, not by scores' },
    ],
    advanced: true,
  }),
  costs: objectField(costs, { label: 'What decisions cost' }),
  gates: listField(gateSchema, {
    label: 'Gates',
    help: 'A gate that does not pass fails the run and blocks publishing.',
  }),
  learningCurve: switchField(false, {
    label: 'Learning curve',
    help: 'Trains four times more, on 10, 25, 50 and 100 % of the training rows: would more rows help?',
  }),
  intervals: objectField(intervals, { label: 'Confidence intervals', advanced: true }),
  weights: columnField({
    label: 'Weigh rows by',
    help: 'A column of numbers from 0. Empty: every row counts the same.',
    types: ['int', 'float', 'bool'],
    advanced: true,
  }),
});
export type Config = z.infer<typeof config>;

const OPERATOR = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' } as const;

export const evaluate = defineNode({
  type: 'evaluate',
  version: 1,
  title: 'Evaluate',
  summary: 'Judges a model on rows it has not seen, with metrics, plots and gates.',
  category: 'judge',
  ports: {
    in: { model: inputPort.model(), table: inputPort.table('Rows to judge') },
    out: { model: outputPort.model('Passed model'), report: outputPort.report() },
  },
  config,
  implementation: 'evaluate@2',
  traits: { rows: 'none', learns: 'nothing', determinism: 'pure', serving: 'pass', gate: true },
  decision: ({ threshold, positive }) => ({ threshold, ...(positive ? { positive } : {}) }),
  usesParts: ({ part, threshold, thresholdBasis }) => [
    { part, to: 'judge', what: 'The score', path: ['part'] },
    // Nobody chooses a threshold but by looking at scores, unless a rule gives it: those shown, or validation's.
    ...(threshold === DEFAULT_THRESHOLD || thresholdBasis === 'rule'
      ? []
      : [
          {
            part: thresholdBasis === 'validation' ? ('validation' as const) : part,
            to: 'tune' as const,
            what: `The threshold ${threshold}`,
            path: ['threshold'],
          },
        ]),
  ],
  outputSchema: () => ({}),
  check: ({ config: settings, inputs, report }) => {
    if (inputs.table && !inputs.table.open && !inputs.table.partitioned) {
      report('no-partition', ['part'], `No split labels these rows, so there is no ${settings.part} part to judge.`, {
        hint: 'Put a Split node before the nodes that learn.',
      });
    }
    if (settings.part === 'train') {
      report(
        'node-advice',
        ['part'],
        'Scores on training rows say how well the model remembers, not how well it predicts.',
        { hint: 'Judge on the test part.' },
      );
    }
    const names: readonly string[] = METRIC_TITLES.map((metric) => metric.name);
    for (const [index, gate] of settings.gates.entries()) {
      if (!names.includes(gate.metric))
        report('setting-invalid', ['gates', index, 'metric'], `There is no metric “${gate.metric}”.`, {
          hint: didYouMean(gate.metric, names),
        });
    }
  },
  lower: () => ({ model: { kind: 'pass', input: 'model' }, report: { kind: 'task' } }),
  ui: {
    icon: 'gauge',
    keywords: ['metric', 'auc', 'accuracy', 'score', 'gate', 'test', 'roc'],
    describe: ({ gates, part }) =>
      gates.length === 0
        ? `On ${part}, no gates`
        : gates
            .map(
              ({ metric, bound, op, value }) =>
                `${metric}${bound === 'point' ? '' : ` (${bound} bound)`} ${OPERATOR[op]} ${value}`,
            )
            .join(', '),
  },
});

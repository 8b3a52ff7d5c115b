import { z } from 'zod';
import {
  choiceField,
  defineNode,
  didYouMean,
  field,
  inputPort,
  listField,
  numberField,
  optionalTextField,
  outputPort,
  PARTITIONS,
} from '../kernel';
import { METRIC_TITLES } from './metric-titles';

const DEFAULT_THRESHOLD = 0.5;

const gateSchema = z.object({
  metric: field(z.string().default('auc'), {
    widget: 'choice',
    label: 'Metric',
    choices: METRIC_TITLES.map(({ name, title }) => ({ value: name, label: title })),
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

const config = z.object({
  part: choiceField(PARTITIONS, 'test', { label: 'Rows', help: 'The part of the split whose rows are judged.' }),
  positive: optionalTextField({
    label: 'Positive class',
    placeholder: 'the second of two',
    help: 'For two classes: which one the score is about.',
  }),
  threshold: numberField(DEFAULT_THRESHOLD, { min: 0, max: 1 }, { label: 'Decide “positive” from', step: 0.01 }),
  gates: listField(gateSchema, {
    label: 'Gates',
    help: 'A gate that does not pass fails the run and blocks publishing.',
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
  implementation: 'evaluate@1',
  traits: { rows: 'none', learns: 'nothing', determinism: 'pure', serving: 'pass', gate: true },
  decision: ({ threshold, positive }) => ({ threshold, ...(positive ? { positive } : {}) }),
  usesParts: ({ part, threshold }) => [
    { part, to: 'judge', what: 'The score', path: ['part'] },
    // Nobody chooses a threshold but by looking at scores, and these are the ones shown.
    ...(threshold === DEFAULT_THRESHOLD
      ? []
      : [{ part, to: 'tune' as const, what: `The threshold ${threshold}`, path: ['threshold'] }]),
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
    const names = METRIC_TITLES.map((metric) => metric.name);
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
        : gates.map((gate) => `${gate.metric} ${OPERATOR[gate.op]} ${gate.value}`).join(', '),
  },
});

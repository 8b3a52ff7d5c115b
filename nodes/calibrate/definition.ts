import { z } from 'zod';
import { choiceField, defineNode, inputPort, outputPort, PARTITIONS } from '../kernel';

const METHODS = { platt: 'Platt scaling', isotonic: 'Isotonic regression' } as const;

const config = z.object({
  method: choiceField(['platt', 'isotonic'], 'platt', {
    label: 'Method',
    choices: [
      {
        value: 'platt',
        label: METHODS.platt,
        help: 'One curve of two numbers: does with few rows; right for models that are too sure or not sure enough.',
      },
      {
        value: 'isotonic',
        label: METHODS.isotonic,
        help: 'Any rising curve: wants a thousand rows or more, and makes ties of nearby probabilities.',
      },
    ],
  }),
  part: choiceField(PARTITIONS, 'validation', {
    label: 'Rows',
    help: 'The part of the split that says how often a probability came true. Not the test part: it judges the result.',
  }),
});
export type Config = z.infer<typeof config>;

export const calibrate = defineNode({
  type: 'calibrate',
  version: 1,
  title: 'Calibrate',
  summary: 'Makes probabilities say how often they come true, by rows the model was not fitted on.',
  category: 'model',
  ports: {
    in: { model: inputPort.model(), table: inputPort.table('Rows to calibrate on') },
    out: { model: outputPort.model('Calibrated model'), report: outputPort.report() },
  },
  config,
  implementation: 'calibrate@1',
  traits: { rows: 'none', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  modelFrom: 'model',
  usesParts: ({ part }) => [{ part, to: 'tune', what: 'The calibration', path: ['part'] }],
  outputSchema: () => ({}),
  check: ({ config: { part }, inputs, report }) => {
    if (inputs.table && !inputs.table.open && !inputs.table.partitioned) {
      report('no-partition', ['part'], `No split labels these rows, so there is no ${part} part to calibrate on.`, {
        hint: 'Put a Split node before the nodes that learn.',
      });
    }
    if (part === 'train') {
      report(
        'node-advice',
        ['part'],
        'On the rows it learned from a model is surer than it may be, and its calibration would say that it is right.',
        { hint: 'Calibrate on the validation part.' },
      );
    }
  },
  ui: {
    icon: 'scale',
    keywords: ['probability', 'platt', 'sigmoid', 'isotonic', 'reliability', 'ece', 'brier', 'model'],
    describe: ({ method, part }) => `${METHODS[method]} on ${part}`,
  },
});

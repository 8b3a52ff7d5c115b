import { type CheckContext, defineNode, inputPort, outputPort } from '../kernel';
import { AGAINST_REFERENCE, isRatio, MEASURES, SLICE_METRICS } from './names';
import { type Config, config, readCuts } from './settings';

const OPERATOR = { '<=': '≤', '>=': '≥', '<': '<', '>': '>' } as const;

export const fairness = defineNode({
  type: 'fairness',
  version: 1,
  title: 'Slices & fairness',
  summary: 'Compares how a model treats groups of rows, with intervals, fairness measures and gates.',
  category: 'judge',
  ports: {
    in: {
      model: inputPort.model(),
      table: inputPort.table('Rows to judge'),
      prepared: inputPort.optionalTable('The same rows as the model reads them'),
    },
    out: { model: outputPort.model('Passed model'), report: outputPort.report() },
  },
  config,
  implementation: 'fairness@1',
  traits: { rows: 'none', learns: 'nothing', determinism: 'pure', serving: 'pass', gate: true },
  takesDecision: 'served',
  usesParts: ({ part }) => [{ part, to: 'judge', what: 'The comparison of groups', path: ['part'] }],
  outputSchema: () => ({}),
  check: (context) => {
    const { config: settings, inputs, report } = context;
    if (inputs.table && !inputs.table.open && !inputs.table.partitioned) {
      report('no-partition', ['part'], `No split labels these rows, so there is no ${settings.part} part to judge.`, {
        hint: 'Put a Split node before the nodes that learn, and wire a table below it to this node.',
      });
    }
    if (settings.part === 'train') {
      report('node-advice', ['part'], 'On training rows a model treats groups as it remembers them, not as it will.', {
        hint: 'Judge on the test part.',
      });
    }
    if (settings.threshold !== undefined && (settings.threshold < 0 || settings.threshold > 1)) {
      report('setting-invalid', ['threshold'], `A score is from 0 to 1; ${settings.threshold} is not.`);
    }
    checkSlices(context);
    checkGates(context);
  },
  lower: () => ({ model: { kind: 'pass', input: 'model' }, report: { kind: 'task' } }),
  ui: {
    icon: 'users',
    keywords: ['fairness', 'bias', 'slice', 'group', 'subgroup', 'parity', 'discrimination', 'equalized odds', 'gate'],
    describe: ({ slices, gates }) => {
      const by = slices.map(({ column, crossed }) => (crossed === '' ? column : `${column} × ${crossed}`));
      const asks = gates.map(
        (gate) => `${labelOf(gate.what === 'measure' ? gate.measure : gate.metric)} ${OPERATOR[gate.op]} ${gate.value}`,
      );
      return by.length === 0 ? 'No groups chosen' : [`By ${by.join(', ')}`, ...asks].join('; ');
    },
  },
});

const labelOf = (name: string): string => [...MEASURES, ...SLICE_METRICS].find(({ value }) => value === name)!.label;

function checkSlices({ config: settings, report }: CheckContext<Config>): void {
  for (const [index, { column, crossed, cuts }] of settings.slices.entries()) {
    if (column !== '' && column === crossed) {
      report('setting-invalid', ['slices', index, 'crossed'], `${column} is crossed with itself.`, {
        hint: 'Choose another column, or none.',
      });
    }
    const read = readCuts(cuts);
    if (typeof read === 'string') {
      report('setting-invalid', ['slices', index, 'cuts'], `“${read}” is not a number to cut at.`, {
        hint: 'Write numbers with commas between them: 25, 40, 60.',
      });
    }
  }
}

function checkGates({ config: settings, report }: CheckContext<Config>): void {
  for (const [index, gate] of settings.gates.entries()) {
    const slices = settings.slices.filter(
      ({ column, crossed, fairness: isFairness }) =>
        (gate.column === '' || column === gate.column || crossed === gate.column) &&
        (gate.what === 'slice' || isFairness),
    );
    if (slices.length === 0) {
      report(
        'setting-invalid',
        ['gates', index, 'column'],
        gate.column === ''
          ? 'No groups are judged for fairness, so this gate could never pass.'
          : `No groups by ${gate.column} are ${gate.what === 'measure' ? 'judged for fairness' : 'asked for'}, so this gate could never pass.`,
        { hint: 'Add them to the groups.' },
      );
    }
    if (gate.what !== 'measure') continue;
    if (AGAINST_REFERENCE.has(gate.measure) && slices.some(({ reference }) => !reference)) {
      report(
        'setting-invalid',
        ['gates', index, 'measure'],
        `${labelOf(gate.measure)} compares with a reference group.`,
        {
          hint: 'Set “Compared with” of the groups, or choose another measure.',
        },
      );
    } else if (isRatio(gate.measure)) {
      report(
        'node-advice',
        ['gates', index, 'measure'],
        'A ratio of small rates leaps by chance, and is undefined where a rate is 0.',
        { hint: 'A gate on the difference, judged by its bound, is steadier.' },
      );
    }
  }
}

import { z } from 'zod';
import {
  bool,
  call,
  choiceField,
  columnsField,
  columnsOf,
  defineNode,
  derivedColumn,
  emptyOpenSchema,
  field,
  filter,
  inputPort,
  keepAll,
  listField,
  nullOf,
  objectField,
  optionalNumberField,
  outputPort,
  project,
  text,
  textField,
} from '../kernel';
import { checkRules } from './check-rules';
import { rejectReasons, withCounts } from './row-rules';
import { ruleSchema } from './rules';

const loudness = [
  { value: 'fail', label: 'Fail the run' },
  { value: 'warn', label: 'Warn' },
  { value: 'note', label: 'Only say so in the report' },
];

const tableRules = z.object({
  minRows: optionalNumberField({ label: 'At least', unit: 'rows' }),
  maxRows: optionalNumberField({ label: 'At most', unit: 'rows' }),
  columns: columnsField({ label: 'Columns', mayBeAbsent: true }),
  match: choiceField(['contains', 'set', 'ordered'], 'contains', {
    label: 'These columns',
    choices: [
      { value: 'contains', label: 'Are there' },
      { value: 'set', label: 'Are there, and no others' },
      { value: 'ordered', label: 'Are there, in this order, and no others' },
    ],
  }),
  action: field(z.enum(['fail', 'warn']).default('fail'), {
    widget: 'choice',
    label: 'Otherwise',
    choices: loudness.slice(0, 2),
  }),
});

const unchecked = z.object({
  missing: choiceField(['skip', 'break'], 'skip', {
    label: 'A missing value',
    choices: [
      { value: 'skip', label: 'Is not checked' },
      { value: 'break', label: 'Breaks the rule' },
    ],
    help: 'For every rule but “not missing”, which always looks.',
  }),
  empty: choiceField(['fail', 'warn', 'note'], 'warn', {
    label: 'Nothing to look at',
    choices: loudness,
    help: 'The table has no rows, or every value is missing: a rule that found nothing to look at does not pass.',
  }),
  column: choiceField(['fail', 'warn', 'note'], 'fail', {
    label: 'A column that is not there',
    choices: loudness,
  }),
});

const config = z.object({
  rules: listField(ruleSchema, { label: 'Rules' }),
  table: objectField(tableRules, { label: 'The table' }),
  unchecked: objectField(unchecked, { label: 'What cannot be checked' }),
  kept: textField({
    label: 'Kept from an imported suite',
    help: 'Expectations that Sluice does not know, as JSON; they are written again on export.',
    advanced: true,
  }),
});
export type Config = z.infer<typeof config>;

export const validate = defineNode({
  type: 'validate',
  version: 1,
  title: 'Validate',
  summary: 'Checks rows, columns and the table; fails the run, warns, or sets rows aside.',
  category: 'check',
  ports: {
    in: { table: inputPort.table(), reference: inputPort.optionalTable('Reference') },
    out: {
      table: outputPort.table('Passed'),
      rejected: outputPort.secondaryTable('Rejected rows'),
      report: outputPort.report(),
    },
  },
  config,
  implementation: 'validate@2',
  traits: (settings) => ({
    rows: settings.rules.some((rule) => rule.action === 'reject') ? 'drops' : 'keeps',
    learns: 'nothing',
    determinism: 'pure',
    serving: 'per-row',
    gate: true,
  }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const judged = new Set(rejectReasons(settings, table).flatMap(({ when }) => columnsOf(when)));
    const reason = derivedColumn(
      'reason',
      'text',
      table.columns.map(({ name }) => name).filter((name) => judged.has(name)),
    );
    return { table, rejected: { ...table, columns: [...table.columns, reason] } };
  },
  check: checkRules,
  lower: ({ config: settings, inputs, schemas }) => {
    const schema = schemas.table ?? emptyOpenSchema;
    const input = inputs.table!;
    const reasons = rejectReasons(settings, schema);
    const columns = keepAll(schema);
    if (reasons.length === 0) {
      const none = filter(project(input, [...columns, { name: 'reason', expr: text('') }]), bool(false));
      return {
        table: { kind: 'relation', rel: input },
        rejected: { kind: 'relation', rel: none },
        report: { kind: 'task' },
      };
    }
    const counted = withCounts(
      input,
      settings.rules.filter((rule) => rule.action === 'reject'),
      schema,
    );
    const anyReason = call('or', ...reasons.map((row) => row.when));
    const firstReason = call(
      'coalesce',
      ...reasons.map((row) => call('if_true', row.when, text(row.reason))),
      nullOf('text'),
    );
    return {
      table: { kind: 'relation', rel: project(filter(counted, call('not', anyReason), reasons), columns) },
      rejected: {
        kind: 'relation',
        rel: project(filter(counted, anyReason), [...columns, { name: 'reason', expr: firstReason }]),
      },
      report: { kind: 'task' },
    };
  },
  ui: {
    icon: 'clipboard-check',
    keywords: ['check', 'quality', 'expectation', 'test', 'reject', 'drift', 'schema'],
    describe: (settings) => {
      const table =
        [settings.table.minRows, settings.table.maxRows].filter((limit) => limit !== undefined).length +
        (settings.table.columns.length > 0 ? 1 : 0);
      const count = settings.rules.length + table;
      return count === 0 ? 'No rules yet' : `${count} ${count === 1 ? 'rule' : 'rules'}`;
    },
  },
});

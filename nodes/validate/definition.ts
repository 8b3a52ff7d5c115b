import { z } from 'zod';
import {
  bool,
  call,
  choiceField,
  col,
  columnField,
  columnsField,
  defineNode,
  derivedColumn,
  type Expr,
  emptyOpenSchema,
  field,
  filter,
  findColumn,
  float,
  inputPort,
  isNumeric,
  keepAll,
  listField,
  literalOf,
  nullOf,
  optionalNumberField,
  outputPort,
  project,
  type Rel,
  type RowReason,
  SCALAR_TYPES,
  type TableSchema,
  text,
  textField,
  textList,
  textsField,
} from '../kernel';

const ACTIONS = ['fail', 'warn', 'reject'] as const;
const actionChoices = [
  { value: 'fail', label: 'Fail the run' },
  { value: 'warn', label: 'Warn' },
  { value: 'reject', label: 'Reject the rows' },
];

const ruleSchema = z.object({
  column: columnField({ label: 'Column', required: true }),
  kind: choiceField(['not-null', 'unique', 'type', 'range', 'in-set', 'regex'], 'not-null', {
    label: 'Must be',
    choices: [
      { value: 'not-null', label: 'Not missing' },
      { value: 'unique', label: 'Unique' },
      { value: 'type', label: 'Of type' },
      { value: 'range', label: 'In a range' },
      { value: 'in-set', label: 'One of' },
      { value: 'regex', label: 'Matching a pattern' },
    ],
  }),
  min: field(z.number().optional(), { widget: 'number', label: 'At least', when: { field: 'kind', is: ['range'] } }),
  max: field(z.number().optional(), { widget: 'number', label: 'At most', when: { field: 'kind', is: ['range'] } }),
  values: textsField([], { label: 'Values', when: { field: 'kind', is: ['in-set'] } }),
  pattern: textField({
    label: 'Pattern',
    help: 'A regular expression (RE2) for the whole text.',
    when: { field: 'kind', is: ['regex'] },
  }),
  is: field(z.enum(SCALAR_TYPES).default('text'), {
    widget: 'choice',
    label: 'Type',
    choices: SCALAR_TYPES.map((value) => ({ value, label: value })),
    when: { field: 'kind', is: ['type'] },
  }),
  action: choiceField(ACTIONS, 'fail', { label: 'Otherwise', choices: actionChoices }),
});
export type Rule = z.infer<typeof ruleSchema>;

const tableRules = z.object({
  minRows: optionalNumberField({ label: 'At least', unit: 'rows' }),
  maxRows: optionalNumberField({ label: 'At most', unit: 'rows' }),
  columns: columnsField({ label: 'Columns present' }),
  action: field(z.enum(['fail', 'warn']).default('fail'), {
    widget: 'choice',
    label: 'Otherwise',
    choices: actionChoices.slice(0, 2),
  }),
});

const config = z.object({
  rules: listField(ruleSchema, { label: 'Column rules', help: 'A missing value breaks only “not missing”.' }),
  table: field(tableRules.prefault({}), { widget: 'object', label: 'Table rules' }),
});
export type Config = z.infer<typeof config>;

/** The count of equal values that a `unique` rule reads; `$` keeps it apart from any column. */
const sameCount = (column: string): string => `$same$${column}`;

/** True where a row breaks the rule, for rules that one row (and its count of equals) decides; else undefined. */
export function brokenBy(rule: Rule, schema: TableSchema): Expr | undefined {
  const column = findColumn(schema, rule.column);
  if (!column) return undefined;
  const value = col(rule.column);
  switch (rule.kind) {
    case 'not-null':
      return call('is_null', value);
    case 'unique':
      return call('less', float(1), call('to_float', col(sameCount(rule.column))));
    case 'range': {
      const number = column.type === 'int' ? call('to_float', value) : value;
      const parts: Expr[] = [];
      if (rule.min !== undefined) parts.push(call('less', number, float(rule.min)));
      if (rule.max !== undefined) parts.push(call('less', float(rule.max), number));
      return parts.length > 0 && isNumeric(column.type) ? call('is_true', call('or', ...parts)) : undefined;
    }
    case 'in-set': {
      if (rule.values.length === 0) return undefined;
      if (column.type === 'text') return call('is_true', call('not', call('in_set', value, textList(rule.values))));
      const literals = rule.values
        .map((typed) => literalOf(column.type, typed))
        .filter((literal) => literal !== undefined);
      return call('is_true', call('not', call('or', ...literals.map((literal) => call('equal', value, literal)))));
    }
    case 'regex':
      return column.type === 'text' && rule.pattern !== ''
        ? call('is_true', call('not', call('matches', value, text(rule.pattern))))
        : undefined;
    case 'type':
      return undefined;
  }
}

/** The rule in words, as reports, reasons and cards say it. */
export function describeRule(rule: Rule): string {
  switch (rule.kind) {
    case 'not-null':
      return `${rule.column} is not missing`;
    case 'unique':
      return `${rule.column} is unique`;
    case 'type':
      return `${rule.column} is of type ${rule.is}`;
    case 'range':
      return `${rule.column} is ${[rule.min === undefined ? '' : `at least ${rule.min}`, rule.max === undefined ? '' : `at most ${rule.max}`].filter(Boolean).join(' and ')}`;
    case 'in-set':
      return `${rule.column} is one of ${rule.values.join(', ')}`;
    case 'regex':
      return `${rule.column} matches ${rule.pattern}`;
  }
}

/** The input with the counts that `unique` rules read. */
export function withCounts(input: Rel, rules: readonly Rule[], schema: TableSchema): Rel {
  const columns = new Set(
    rules.filter((rule) => rule.kind === 'unique' && findColumn(schema, rule.column)).map((rule) => rule.column),
  );
  return [...columns].reduce<Rel>(
    (rel, column) => ({ op: 'count-same', input: rel, by: [column], name: sameCount(column) }),
    input,
  );
}

function rejectReasons(rules: readonly Rule[], schema: TableSchema): RowReason[] {
  return rules
    .filter((rule) => rule.action === 'reject')
    .flatMap((rule) => {
      const when = brokenBy(rule, schema);
      return when ? [{ when, reason: `not true: ${describeRule(rule)}` }] : [];
    });
}

export const validate = defineNode({
  type: 'validate',
  version: 1,
  title: 'Validate',
  summary: 'Checks columns and the table; fails the run, warns, or sets rows aside.',
  category: 'check',
  ports: {
    in: { table: inputPort.table() },
    out: {
      table: outputPort.table('Passed'),
      rejected: outputPort.secondaryTable('Rejected rows'),
      report: outputPort.report(),
    },
  },
  config,
  implementation: 'validate@1',
  traits: (settings) => ({
    rows: settings.rules.some((rule) => rule.action === 'reject') ? 'drops' : 'keeps',
    learns: 'nothing',
    determinism: 'pure',
    serving: 'per-row',
    gate: true,
  }),
  outputSchema: ({ inputs }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const reason = derivedColumn('reason', 'text', []);
    return { table, rejected: { ...table, columns: [...table.columns, reason] } };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table;
    if (!table) return;
    settings.rules.forEach((rule, index) => {
      const column = findColumn(table, rule.column);
      if (!column) return;
      if (rule.kind === 'range' && !isNumeric(column.type)) {
        report('column-type', ['rules', index, 'column'], `A range needs numbers; ${rule.column} is ${column.type}.`, {
          hint: 'Choose “one of” or “matching a pattern”, or correct the type in the source.',
        });
      } else if (rule.kind === 'range' && rule.min === undefined && rule.max === undefined) {
        report('setting-missing', ['rules', index, 'min'], `The range of ${rule.column} has no limits.`, {
          hint: 'Give a smallest or a largest value.',
        });
      } else if (rule.kind === 'range' && rule.min !== undefined && rule.max !== undefined && rule.min > rule.max) {
        report(
          'setting-invalid',
          ['rules', index, 'max'],
          `The range of ${rule.column} is empty: ${rule.min} to ${rule.max}.`,
          { hint: 'Swap the limits.' },
        );
      } else if (rule.kind === 'in-set' && rule.values.length === 0) {
        report('setting-missing', ['rules', index, 'values'], `No values are listed for ${rule.column}.`, {
          hint: 'Add the values that are allowed.',
        });
      } else if (rule.kind === 'in-set') {
        const bad = rule.values.find((typed) => literalOf(column.type, typed) === undefined);
        if (bad !== undefined)
          report(
            'setting-invalid',
            ['rules', index, 'values'],
            `“${bad}” is not a ${column.type}, as ${rule.column} is.`,
          );
      } else if (rule.kind === 'regex' && column.type !== 'text') {
        report('column-type', ['rules', index, 'column'], `A pattern needs text; ${rule.column} is ${column.type}.`);
      } else if (rule.kind === 'regex' && rule.pattern === '') {
        report('setting-missing', ['rules', index, 'pattern'], `The pattern for ${rule.column} is empty.`);
      }
    });
  },
  lower: ({ config: settings, inputs, schemas }) => {
    const schema = schemas.table ?? emptyOpenSchema;
    const input = inputs.table!;
    const reasons = rejectReasons(settings.rules, schema);
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
    keywords: ['check', 'quality', 'expectation', 'test', 'reject'],
    describe: (settings) => {
      const table =
        [settings.table.minRows, settings.table.maxRows].filter((limit) => limit !== undefined).length +
        (settings.table.columns.length > 0 ? 1 : 0);
      const count = settings.rules.length + table;
      return count === 0 ? 'No rules yet' : `${count} ${count === 1 ? 'rule' : 'rules'}`;
    },
  },
});

import { z } from 'zod';
import {
  bool,
  call,
  choiceField,
  defineNode,
  type Expr,
  emptyOpenSchema,
  expressionField,
  filter,
  inputPort,
  outputPort,
  readExpr,
  type TableSchema,
  textField,
} from '../kernel';

const config = z.object({
  where: expressionField({
    label: 'Condition',
    help: 'True or false for each row.',
    placeholder: "amount > 0 and city in ('oslo', 'bergen')",
    result: 'bool',
    required: true,
  }),
  keep: choiceField(['true', 'not-true'], 'true', {
    label: 'Keep rows where it is',
    choices: [
      { value: 'true', label: 'True', help: 'A row for which it is missing is rejected.' },
      { value: 'not-true', label: 'False or missing' },
    ],
  }),
  reason: textField({
    label: 'Reason given',
    help: 'What the endpoint answers for a row that is rejected.',
    placeholder: 'the condition itself',
    advanced: true,
  }),
});
type Config = z.infer<typeof config>;

/** True for rows that stay, never missing. */
function staysWhere({ where, keep }: Config, table: TableSchema): Expr {
  const condition = call('is_true', readExpr(where, table, 'bool').expr ?? bool(true));
  return keep === 'true' ? condition : call('not', condition);
}

const reasonOf = ({ where, keep, reason }: Config): string =>
  reason.trim() || (keep === 'true' ? `not true: ${where.trim()}` : `rejected: ${where.trim()}`);

export const filterRows = defineNode({
  type: 'filter',
  version: 1,
  title: 'Filter',
  summary: 'Keeps the rows for which a condition holds; the others leave by a second port.',
  category: 'shape',
  ports: {
    in: { table: inputPort.table() },
    out: { table: outputPort.table('Kept'), rejected: outputPort.secondaryTable('Rejected rows') },
  },
  config,
  traits: { rows: 'drops', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  outputSchema: ({ inputs }) => {
    const table = inputs.table ?? emptyOpenSchema;
    return { table, rejected: table };
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const stays = staysWhere(settings, schemas.table ?? emptyOpenSchema);
    const falls = call('not', stays);
    return {
      table: {
        kind: 'relation',
        rel: filter(inputs.table!, stays, [{ when: falls, reason: reasonOf(settings) }]),
      },
      rejected: { kind: 'relation', rel: filter(inputs.table!, falls) },
    };
  },
  ui: {
    icon: 'list-filter',
    keywords: ['where', 'condition', 'rows', 'exclude', 'subset', 'reject'],
    describe: ({ where, keep }) =>
      where.trim() === '' ? 'No condition yet' : `${keep === 'true' ? '' : 'not '}${where.trim()}`,
  },
});

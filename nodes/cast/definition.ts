import { z } from 'zod';
import {
  type Column,
  call,
  choiceField,
  col,
  columnField,
  type Derivation,
  defineNode,
  derivedColumn,
  derivedRows,
  derivedSchema,
  type Expr,
  emptyOpenSchema,
  FUNCTIONS,
  filter,
  findColumn,
  inputPort,
  isScalar,
  keepAll,
  listField,
  nullOf,
  outputPort,
  project,
  SCALAR_TYPES,
  type ScalarType,
  type TableSchema,
  TakenNames,
  text,
} from '../kernel';

const TYPE_WORDS: Readonly<Record<ScalarType, string>> = {
  bool: 'Bool (true or false)',
  int: 'Int (whole number)',
  float: 'Float (number)',
  text: 'Text',
  date: 'Date',
  timestamp: 'Timestamp (UTC)',
};

const config = z.object({
  casts: listField(
    z.object({
      column: columnField({ label: 'Column', required: true }),
      to: choiceField(SCALAR_TYPES, 'float', {
        label: 'Becomes',
        choices: SCALAR_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] })),
      }),
    }),
    { label: 'Types', required: true },
  ),
  failing: choiceField(['missing', 'reject'], 'missing', {
    label: 'A value that does not convert',
    choices: [
      { value: 'missing', label: 'Becomes missing' },
      { value: 'reject', label: 'Rejects its row' },
    ],
  }),
});
type Config = z.infer<typeof config>;

interface Conversion {
  readonly column: Column;
  readonly to: ScalarType;
  readonly converted: Expr;
  /** True where a value is there and does not convert; absent when every value does. */
  readonly fails?: Expr;
}

const REASON = 'reason';
const converters = {
  bool: 'to_bool',
  int: 'to_int',
  float: 'to_float',
  text: 'to_text',
  date: 'to_date',
  timestamp: 'to_timestamp',
} as const;

/** Whether there is a way from one type to another at all. */
const isConvertible = (from: ScalarType, to: ScalarType): boolean =>
  FUNCTIONS[converters[to]].signatures.some(({ parameters }) => parameters[0] === from);

/** Columns that change their type; a column that has it already is left as it is. */
function conversionsOf({ casts }: Config, table: TableSchema): Conversion[] {
  return casts.flatMap(({ column: name, to }): Conversion[] => {
    const column = findColumn(table, name);
    if (!column || !isScalar(column.type) || column.type === to || !isConvertible(column.type, to)) return [];
    // Spaces around a number or a date are nobody's intention.
    const value = column.type === 'text' ? call('trim', col(name)) : col(name);
    const converted: Expr = { op: 'call', fn: converters[to], args: [value], types: [column.type] };
    const mayFail = column.type === 'text' || (column.type === 'float' && to === 'int');
    const fails = call('and', call('not', call('is_null', col(name))), call('is_null', converted));
    return [{ column, to, converted, ...(mayFail ? { fails } : {}) }];
  });
}

function derivationsOf(settings: Config, table: TableSchema): Derivation[] {
  return conversionsOf(settings, table).map(({ column, to, converted, fails }) => ({
    column: derivedColumn(column.name, to, [column.name], {
      nullable: column.nullable || (fails !== undefined && settings.failing === 'missing'),
    }),
    replaces: column.name,
    expr: () => converted,
  }));
}

export const cast = defineNode({
  type: 'cast',
  version: 1,
  title: 'Cast',
  summary: 'Changes the types of columns, and shows the values that do not convert.',
  category: 'shape',
  ports: {
    in: { table: inputPort.table() },
    out: { table: outputPort.table(), unconverted: outputPort.secondaryTable('Rows that do not convert') },
  },
  config,
  traits: ({ failing }) => ({
    rows: failing === 'reject' ? 'drops' : 'keeps',
    learns: 'nothing',
    determinism: 'pure',
    serving: 'per-row',
  }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const judged = conversionsOf(settings, table).flatMap(({ column, fails }) => (fails ? [column.name] : []));
    const reason = derivedColumn(REASON, 'text', judged);
    return {
      table: derivedSchema(table, derivationsOf(settings, table)),
      unconverted: { ...table, columns: [...withoutReason(table), reason] },
    };
  },
  check: ({ config: { casts }, inputs, report }) => {
    const seen = new TakenNames();
    casts.forEach(({ column: name, to }, index) => {
      if (name !== '' && !seen.take(name))
        report('setting-invalid', ['casts', index, 'column'], `${name} stands here twice.`, {
          hint: 'Remove one of the two.',
        });
      const column = inputs.table && findColumn(inputs.table, name);
      if (column && !(isScalar(column.type) && isConvertible(column.type, to)))
        report('column-type', ['casts', index, 'to'], `${name} is ${column.type}, which does not become ${to}.`, {
          hint:
            column.type === 'vector'
              ? 'Cast it before it is encoded.'
              : 'Write a formula that says how, such as epoch_seconds(…) or date_add(…).',
        });
    });
  },
  lower: ({ inputs, schemas, config: settings, learned }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const failing = conversionsOf(settings, table).flatMap(({ column, to, fails }) =>
      fails ? [{ when: fails, reason: `${column.name} is no ${to}` }] : [],
    );
    const anyFails = call('or', ...failing.map(({ when }) => when));
    const input =
      settings.failing === 'reject' && failing.length > 0
        ? filter(inputs.table!, call('not', anyFails), failing)
        : inputs.table!;
    const first = call(
      'coalesce',
      ...failing.map(({ when, reason }) => call('if_true', when, text(reason))),
      nullOf('text'),
    );
    const kept = keepAll({ ...table, columns: withoutReason(table) });
    return {
      table: { kind: 'relation', rel: derivedRows(input, table, derivationsOf(settings, table), learned) },
      unconverted: {
        kind: 'relation',
        rel: project(filter(inputs.table!, anyFails), [...kept, { name: REASON, expr: first }]),
      },
    };
  },
  ui: {
    icon: 'type',
    keywords: ['type', 'convert', 'parse', 'number', 'date', 'text', 'astype', 'to_datetime'],
    describe: ({ casts }) =>
      casts.length === 0
        ? 'No types yet'
        : casts.length <= 2
          ? casts.map(({ column, to }) => `${column} → ${to}`).join(', ')
          : `${casts.length} columns`,
  },
});

/** The columns beside which the reason can stand. */
const withoutReason = (table: TableSchema): Column[] =>
  table.columns.filter(({ name }) => name.toLowerCase() !== REASON);

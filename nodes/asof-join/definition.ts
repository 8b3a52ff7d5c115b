import { z } from 'zod';
import {
  type Column,
  type ColumnType,
  choiceField,
  columnField,
  columnsField,
  defineNode,
  derivedColumn,
  emptyOpenSchema,
  findColumn,
  inputPort,
  type JoinColumn,
  listField,
  numberField,
  outputPort,
  switchField,
  type TableSchema,
  TakenNames,
} from '../kernel';

const MOMENTS: readonly ColumnType[] = ['date', 'timestamp'];
const MICROSECONDS = { seconds: 1e6, minutes: 6e7, hours: 3.6e9, days: 8.64e10, weeks: 6.048e11 } as const;
const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;

const config = z.object({
  keys: listField(
    z.object({
      left: columnField({ label: 'Column of the rows', required: true }),
      right: columnField({ label: 'equals, of the history', input: 'history', required: true }),
    }),
    { label: 'Matching keys', help: 'Such as a customer’s id on both sides. Without keys only the times decide.' },
  ),
  leftTime: columnField({
    label: 'Time of the rows',
    help: 'Nothing after this moment is looked at.',
    types: MOMENTS,
    required: true,
  }),
  rightTime: columnField({
    label: 'Time of the history',
    help: 'When what a history row says came true.',
    input: 'history',
    types: MOMENTS,
    required: true,
  }),
  limited: switchField(false, { label: 'Leave out what is too old' }),
  tolerance: numberField(
    30,
    { min: 0, max: 1_000_000 },
    {
      label: 'Not older than',
      help: 'A history row of exactly this age still counts.',
      when: { field: 'limited', is: [true] },
    },
  ),
  unit: choiceField(UNITS, 'days', { label: 'Unit', when: { field: 'limited', is: [true] } }),
  known: columnField({
    label: 'Known since',
    help: 'When a history row was recorded. Of rows with one time the latest recorded counts.',
    input: 'history',
    types: MOMENTS,
  }),
  onlyKnown: switchField(true, {
    label: 'Use only what was known by then',
    help: 'Leaves out history rows recorded after the row’s own time: late data a prediction would not have had.',
  }),
  take: columnsField({
    label: 'Take',
    help: 'Columns of the history. None chosen: all but keys and times.',
    input: 'history',
  }),
});
type Config = z.infer<typeof config>;

/** The columns taken from the history; one that the rows already have gets another name. */
export function takenColumns(settings: Config, rows: TableSchema, history: TableSchema): JoinColumn[] {
  const besides = [...settings.keys.map((key) => key.right), settings.rightTime, settings.known];
  const names =
    settings.take.length > 0
      ? settings.take
      : history.columns.map((column) => column.name).filter((name) => !besides.includes(name));
  const used = new TakenNames(rows.columns.map((column) => column.name));
  return names.map((column) => {
    let name = column;
    while (!used.take(name)) name += '_right';
    return { name, side: 'right', column };
  });
}

export const asofJoin = defineNode({
  type: 'asof-join',
  version: 1,
  title: 'As-of join',
  summary: 'Gives every row the latest values that another table had at that row’s time.',
  category: 'combine',
  ports: {
    in: { table: inputPort.table('Rows'), history: inputPort.table('History') },
    out: { table: outputPort.table() },
  },
  config,
  traits: { rows: 'keeps', learns: 'nothing', looksAt: 'past', determinism: 'pure', serving: 'per-row' },
  outputSchema: ({ inputs, config: settings }) => {
    const rows = inputs.table ?? emptyOpenSchema;
    const history = inputs.history ?? emptyOpenSchema;
    const columns = takenColumns(settings, rows, history).flatMap(({ name, column }): Column[] => {
      const of = findColumn(history, column);
      if (!of) return [];
      const how = name === column ? 'same' : 'renamed';
      return [derivedColumn(name, of.type, [column], { port: 'history', how, nullable: true })];
    });
    return { table: { ...rows, columns: [...rows.columns, ...columns], open: rows.open || history.open } };
  },
  check: ({ config: settings, inputs, report }) => {
    for (const [index, { left, right }] of settings.keys.entries()) {
      const a = inputs.table && findColumn(inputs.table, left);
      const b = inputs.history && findColumn(inputs.history, right);
      if (!a || !b) continue;
      if (a.type !== b.type)
        report('column-type', ['keys', index, 'right'], `${left} is ${a.type} and ${right} is ${b.type}.`, {
          hint: 'Cast one of them before this node, so that equal values can be found.',
        });
      else if (a.type === 'vector')
        report('column-type', ['keys', index, 'left'], `${left} is a vector, which cannot be a key.`);
    }
    if (inputs.history && takenColumns(settings, inputs.table ?? emptyOpenSchema, inputs.history).length === 0)
      report('setting-missing', ['take'], 'Nothing is taken from the history.', {
        hint: 'Choose at least one of its columns.',
      });
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const history = schemas.history ?? emptyOpenSchema;
    return {
      table: {
        kind: 'relation',
        rel: {
          op: 'asof',
          inputs: [inputs.table!, inputs.history!],
          on: settings.keys,
          time: { left: settings.leftTime, right: settings.rightTime },
          ...(settings.limited ? { tolerance: Math.round(settings.tolerance * MICROSECONDS[settings.unit]) } : {}),
          ...(settings.known === '' ? {} : { latest: settings.known }),
          ...(settings.known !== '' && settings.onlyKnown ? { knownBy: true } : {}),
          columns: takenColumns(settings, schemas.table ?? emptyOpenSchema, history),
        },
      },
    };
  },
  ui: {
    icon: 'history',
    keywords: ['point in time', 'feature store', 'join', 'latest', 'lookup', 'time travel', 'backfill'],
    describe: ({ rightTime, leftTime, limited, tolerance, unit }) =>
      leftTime === '' || rightTime === ''
        ? 'Choose the times'
        : `latest by ${leftTime}${limited ? `, within ${tolerance} ${unit}` : ''}`,
  },
});

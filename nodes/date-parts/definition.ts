import { z } from 'zod';
import {
  type Column,
  type ColumnType,
  call,
  choiceField,
  choiceWords,
  chosenColumns,
  col,
  columnChoice,
  columnField,
  type Derivation,
  defineNode,
  derivedColumn,
  type Expr,
  findColumn,
  float,
  inputPort,
  outputPort,
  perRow,
  type ScalarType,
  switchField,
  type TableSchema,
  textField,
} from '../kernel';
import { PARTS, type Part, partRows, UNIT_SECONDS, UNITS } from './parts';

const MOMENTS = ['date', 'timestamp'] as const;

const partSwitch = (part: Part, initial: boolean) => {
  const { label, ...row } = PARTS[part];
  return switchField(initial, { label, ...('help' in row ? { help: row.help } : {}) });
};

const config = z.object({
  ...columnChoice(MOMENTS, 'date and time'),
  year: partSwitch('year', true),
  quarter: partSwitch('quarter', false),
  month: partSwitch('month', true),
  week: partSwitch('week', false),
  day: partSwitch('day', true),
  weekday: partSwitch('weekday', true),
  day_of_year: partSwitch('day_of_year', false),
  hour: partSwitch('hour', true),
  minute: partSwitch('minute', false),
  weekend: switchField(false, { label: 'Is it a weekend', help: 'True on Saturday and Sunday.' }),
  cyclic: choiceField(['number', 'cyclic', 'both'], 'number', {
    label: 'Parts that come round again',
    help: 'December is next to January, and 23 o’clock to midnight, only as sine and cosine. Linear models want that; trees cut numbers as they are.',
    choices: [
      { value: 'number', label: 'As numbers' },
      { value: 'cyclic', label: 'As sine and cosine' },
      { value: 'both', label: 'As both' },
    ],
  }),
  since: choiceField(['nothing', 'date', 'column'], 'nothing', {
    label: 'Elapsed since',
    choices: [
      { value: 'nothing', label: 'Not computed' },
      { value: 'date', label: 'A fixed date' },
      { value: 'column', label: 'Another column' },
    ],
  }),
  sinceDate: textField({
    label: 'Date',
    help: 'As 2020-01-31 or 2020-01-31 12:00:00, in UTC.',
    placeholder: '2020-01-31',
    when: { field: 'since', is: ['date'] },
  }),
  sinceColumn: columnField({ label: 'Column', types: MOMENTS, when: { field: 'since', is: ['column'] } }),
  unit: choiceField(UNITS, 'days', { label: 'Counted in', when: { field: 'since', is: ['date', 'column'] } }),
  original: choiceField(['drop', 'keep'], 'drop', {
    label: 'The date itself',
    help: 'A model cannot read a date.',
    choices: [
      { value: 'drop', label: 'Drop' },
      { value: 'keep', label: 'Keep' },
    ],
  }),
});
type Config = z.infer<typeof config>;

/** Seconds since 1970 of a typed date; undefined when it is none. */
function secondsOf(typed: string): number | undefined {
  const text = typed.trim();
  if (!/^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?Z?$/.test(text)) return undefined;
  const iso = text.replace(' ', 'T').replace(/Z$/, '');
  const milliseconds = Date.parse(iso.includes('T') ? `${iso}Z` : iso);
  // Date.parse takes the 31st of February for the 2nd of March.
  const isReal = Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(iso);
  return isReal ? milliseconds / 1000 : undefined;
}

const moments = (settings: Config, table: TableSchema): Column[] => chosenColumns(settings, table, MOMENTS);

/** A call over dates, which says of what types they are. */
const dated = (fn: Parameters<typeof call>[0], ...columns: Column[]): Expr => ({
  op: 'call',
  fn,
  args: columns.map((column) => col(column.name)),
  types: columns.map((column) => column.type as ScalarType),
});

function derivations(settings: Config, table: TableSchema): Derivation[] {
  return moments(settings, table).flatMap((column) => [
    ...partsOf(settings, column),
    ...elapsed(settings, column, table),
  ]);
}

function partsOf(settings: Config, column: Column): Derivation[] {
  const make = (ending: string, type: ColumnType, expr: Expr): Derivation => ({
    column: derivedColumn(`${column.name}_${ending}`, type, [column.name], { nullable: column.nullable }),
    expr: () => expr,
  });
  const made = partRows.flatMap(([part, { fn, period, ofTime }]): Derivation[] => {
    if (!settings[part] || (ofTime && column.type === 'date')) return [];
    const value = dated(fn, column);
    const turn = (name: 'cyclic_sin' | 'cyclic_cos') => call(name, call('to_float', value), float(period ?? 1));
    return [
      ...(period === undefined || settings.cyclic !== 'cyclic' ? [make(part, 'int', value)] : []),
      ...(period !== undefined && settings.cyclic !== 'number'
        ? [make(`${part}_sin`, 'float', turn('cyclic_sin')), make(`${part}_cos`, 'float', turn('cyclic_cos'))]
        : []),
    ];
  });
  return settings.weekend ? [...made, make('is_weekend', 'bool', dated('is_weekend', column))] : made;
}

function elapsed(settings: Config, column: Column, table: TableSchema): Derivation[] {
  const { since, unit } = settings;
  const other = since === 'column' ? findColumn(table, settings.sinceColumn) : undefined;
  const start = since === 'date' ? secondsOf(settings.sinceDate) : undefined;
  if ((other === undefined && start === undefined) || other === column) return [];
  const begin = other ? dated('epoch_seconds', other) : float(start!);
  const seconds = call('subtract', dated('epoch_seconds', column), begin);
  const from = other ? [column.name, other.name] : [column.name];
  const name = `${column.name}_${unit}_since_${other?.name ?? settings.sinceDate.trim()}`;
  return [
    {
      column: derivedColumn(name, 'float', from, { nullable: column.nullable || other?.nullable === true }),
      expr: () => call('divide', seconds, float(UNIT_SECONDS[unit])),
    },
  ];
}

const droppedBy = (settings: Config, table: TableSchema): ReadonlySet<string> =>
  new Set(settings.original === 'drop' ? moments(settings, table).map((column) => column.name) : []);

export const dateParts = defineNode({
  type: 'date-parts',
  version: 1,
  title: 'Date parts',
  summary: 'Reads numbers off dates and times: year, month, weekday, hour, as cycles too, and time elapsed.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  ...perRow(derivations, droppedBy),
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table;
    if (settings.since === 'date' && secondsOf(settings.sinceDate) === undefined) {
      if (settings.sinceDate.trim() === '')
        report('setting-missing', ['sinceDate'], 'Say since which date.', { hint: 'As 2020-01-31.' });
      else
        report('setting-invalid', ['sinceDate'], `“${settings.sinceDate}” is not a date.`, { hint: 'As 2020-01-31.' });
    }
    if (settings.since === 'column' && settings.sinceColumn === '')
      report('setting-missing', ['sinceColumn'], 'Choose the column to count from.');
    if (!table || table.open) return;
    if (moments(settings, table).length === 0)
      report('node-advice', ['columns'], 'No date or time arrives here.', {
        hint: 'Correct the type in the source if a column of dates was read as text.',
      });
    else if (derivations(settings, table).length === 0)
      report('setting-missing', ['year'], 'Nothing is read off the dates.', { hint: 'Switch a part on.' });
  },
  ui: {
    icon: 'calendar',
    keywords: ['date', 'time', 'month', 'weekday', 'hour', 'cyclic', 'elapsed', 'weekend', 'season'],
    describe: (settings) => {
      const count = partRows.filter(([part]) => settings[part]).length + Number(settings.weekend);
      return `${count} ${count === 1 ? 'part' : 'parts'}${settings.since === 'nothing' ? '' : ' and elapsed time'} · ${choiceWords(settings, 'dates')}`;
    },
  },
});

import type { ArgumentProblem, CallShape, FunctionRow, Signature } from '../function-row';
import * as onnx from '../onnx/dates';
import type { OnnxValue } from '../onnx/onnx';
import { once } from './sql-guards';

const MOMENTS = ['date', 'timestamp'] as const;
const read = (result: Signature['result']): readonly Signature[] =>
  MOMENTS.map((type) => ({ parameters: [type], names: ['moment'], result }));

/** A number read off a date or timestamp. */
const part = (
  summary: string,
  duckdb: (moment: string) => string,
  lower: (moment: OnnxValue) => OnnxValue,
  example: FunctionRow['example'],
): FunctionRow => ({
  group: 'dates and times',
  summary,
  signatures: read('int'),
  nulls: 'propagate',
  agreement: 'exact',
  duckdb: ([a]) => duckdb(a!),
  onnx: ([a]) => lower(a!),
  example,
});

/** The unit a call writes out. `check` has seen that it is one. */
const unitOf = ({ args }: CallShape): onnx.Unit => {
  const unit = args[0];
  return unit?.op === 'literal' ? (String(unit.value) as onnx.Unit) : 'day';
};

/** A unit that is none, or that a date does not have. `moment` is the argument it applies to. */
const checkUnit =
  (moment: number) =>
  (call: CallShape): ArgumentProblem | undefined => {
    const unit = unitOf(call);
    const units: readonly string[] = call.types?.[moment] === 'date' ? onnx.DATE_UNITS : onnx.UNITS;
    if (units.includes(unit)) return undefined;
    const isTime = (onnx.TIME_UNITS as readonly string[]).includes(unit);
    return {
      argument: 0,
      message: isTime ? `A date has no ${unit}.` : `“${unit}” is no unit of time.`,
      hint: isTime ? 'Turn it into a timestamp first: to_timestamp(…).' : `Use one of ${units.join(', ')}.`,
    };
  };

const FIRST = "date '0001-01-01'";
const LAST = "date '9999-12-31'";

export const dates = {
  year: part('Year, 1 to 9999.', (a) => `year(${a})`, onnx.year, { of: "year(date '2024-02-29')", is: 2024 }),
  quarter: part('Quarter of the year, 1 to 4.', (a) => `quarter(${a})`, onnx.quarter, {
    of: "quarter(date '2024-02-29')",
    is: 1,
  }),
  month: part('Month of the year, 1 to 12.', (a) => `month(${a})`, onnx.month, {
    of: "month(date '2024-02-29')",
    is: 2,
  }),
  week: part(
    'ISO 8601 week, 1 to 53: weeks begin on Monday and belong to the year of their Thursday.',
    (a) => `week(${a})`,
    onnx.week,
    { of: "week(date '2021-01-03')", is: 53 },
  ),
  day: part('Day of the month, 1 to 31.', (a) => `day(${a})`, onnx.day, { of: "day(date '2024-02-29')", is: 29 }),
  day_of_week: part('Day of the week: Monday is 1, Sunday is 7.', (a) => `isodow(${a})`, onnx.dayOfWeek, {
    of: "day_of_week(date '2024-02-29')",
    is: 4,
  }),
  day_of_year: part('Day of the year, 1 to 366.', (a) => `dayofyear(${a})`, onnx.dayOfYear, {
    of: "day_of_year(date '2024-12-31')",
    is: 366,
  }),
  days_in_month: part('How many days its month has, 28 to 31.', (a) => `day(last_day(${a}))`, onnx.daysInMonth, {
    of: "days_in_month(date '2024-02-10')",
    is: 29,
  }),
  hour: part('Hour of the day, 0 to 23; 0 for a date.', (a) => `hour(${a})`, onnx.clock('hour', 24), {
    of: "hour(timestamp '2024-02-29 13:45:10')",
    is: 13,
  }),
  minute: part('Minute of the hour, 0 to 59; 0 for a date.', (a) => `minute(${a})`, onnx.clock('minute', 60), {
    of: "minute(timestamp '2024-02-29 13:45:10')",
    is: 45,
  }),
  second: part('Full second of the minute, 0 to 59; 0 for a date.', (a) => `second(${a})`, onnx.clock('second', 60), {
    of: "second(timestamp '2024-02-29 13:45:10.9')",
    is: 10,
  }),
  is_weekend: {
    group: 'dates and times',
    summary: 'True on Saturday and Sunday.',
    signatures: read('bool'),
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: ([a]) => `(isodow(${a}) > 5)`,
    onnx: ([a]) => onnx.isWeekend(a!),
    example: { of: "is_weekend(date '2024-03-02')", is: true },
  },
  epoch_seconds: {
    group: 'dates and times',
    summary: 'Seconds since 1970-01-01 00:00 UTC, with decimals; negative before.',
    signatures: read('float'),
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: ([a], call) =>
      call.types?.[0] === 'date'
        ? `((${a} - date '1970-01-01')::double * 86400.0::double)`
        : `(epoch_us(${a})::double / 1000000.0::double)`,
    onnx: ([a]) => onnx.epochSeconds(a!),
    example: { of: "epoch_seconds(timestamp '1969-12-31 23:59:59.5')", is: -0.5 },
  },
  from_epoch_seconds: {
    group: 'dates and times',
    summary: 'The timestamp so many seconds after 1970-01-01 00:00 UTC. Missing beyond years 1 to 9999.',
    signatures: [{ parameters: ['float'], names: ['seconds'], result: 'timestamp' }],
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a]) =>
      once(
        `((${a})::double * 1000000.0::double)`,
        'u',
        (u) =>
          `(case when ${u} >= -62135596800000000 and ${u} < 253402300800000000 then make_timestamp((${u})::bigint) end)`,
      ),
    onnx: ([a]) => onnx.fromEpochSeconds(a!),
    example: { of: 'year(from_epoch_seconds(-1))', is: 1969 },
  },
  date_trunc: {
    group: 'dates and times',
    summary: 'The start of the year, quarter, month, week (Monday), day, hour, minute or second it lies in.',
    signatures: MOMENTS.map((type) => ({ parameters: ['text', type], names: ['unit', 'moment'], result: type })),
    nulls: 'propagate',
    agreement: 'exact',
    constants: [0],
    check: checkUnit(1),
    // Compared with a moment that starts no unit, DuckDB's optimizer makes false of it, also of a null: not of a `case`.
    duckdb: ([unit, a], call) =>
      once(a!, 't', (moment) => {
        const start = `date_trunc(${unit}, ${moment})${call.types?.[1] === 'date' ? '::date' : ''}`;
        return `(case when ${moment} is not null then ${start} end)`;
      }),
    onnx: ([, a], call) => onnx.truncate(unitOf(call), a!),
    example: { of: "to_text(date_trunc('week', date '2024-02-29'))", is: '2024-02-26' },
  },
  date_add: {
    group: 'dates and times',
    summary:
      'So many units later (or earlier); the last of the month where a month is shorter. Missing beyond years 1 to 9999.',
    signatures: MOMENTS.map((type) => ({
      parameters: ['text', 'int', type],
      names: ['unit', 'count', 'moment'],
      result: type,
    })),
    nulls: 'domain',
    agreement: 'exact',
    constants: [0],
    check: checkUnit(2),
    duckdb: ([, count, a], call) => addSql(unitOf(call), count!, a!, call.types?.[2] === 'date'),
    onnx: ([, count, a], call) => onnx.addUnits(unitOf(call), count!, a!),
    example: { of: "to_text(date_add('month', 1, date '2024-01-31'))", is: '2024-02-29' },
  },
  date_diff: {
    group: 'dates and times',
    summary:
      'How many starts of a unit lie between the first moment and the second; negative when the second is earlier.',
    signatures: MOMENTS.flatMap((from) =>
      MOMENTS.map(
        (to): Signature => ({ parameters: ['text', from, to], names: ['unit', 'from', 'to'], result: 'int' }),
      ),
    ),
    nulls: 'propagate',
    agreement: 'exact',
    constants: [0],
    check: checkUnit(-1),
    duckdb: ([unit, a, b], call) =>
      unitOf(call) === 'week'
        ? `((date_trunc('week', ${b})::date - date_trunc('week', ${a})::date) // 7)`
        : `date_diff(${unit}, ${a}::timestamp, ${b}::timestamp)`,
    onnx: ([, a, b], call) => onnx.difference(unitOf(call), a!, b!),
    example: { of: "date_diff('day', date '2024-02-28', timestamp '2024-03-01 01:00:00')", is: 2 },
  },
  make_date: {
    group: 'dates and times',
    summary: 'The date of a year, month and day; missing when the calendar has no such day.',
    signatures: [{ parameters: ['int', 'int', 'int'], names: ['year', 'month', 'day'], result: 'date' }],
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([year, month, day]) =>
      `(case when ${year} between 1 and 9999 and ${month} between 1 and 12 and ${day} between 1 and 31 then ` +
      `(case when ${day} <= day(last_day(make_date(${year}, ${month}, 1))) then make_date(${year}, ${month}, ${day}) end) end)`,
    onnx: ([year, month, day]) => onnx.makeDate(year!, month!, day!),
    example: { of: 'make_date(2023, 2, 29)', is: null },
  },
} satisfies Record<string, FunctionRow>;

function addSql(unit: onnx.Unit, count: string, moment: string, isDate: boolean): string {
  const months = onnx.MONTHS[unit];
  const size = onnx.MICROSECONDS[unit] ?? 0;
  const farthest = months ? 120_000 : isDate ? 4_000_000 : Math.floor(320_000_000_000_000 / (size / 1000));
  const moved = months
    ? `(${moment} + to_months((${count} * ${months})::int))${isDate ? '::date' : ''}`
    : isDate
      ? `(${moment} + (${count} * ${size / 86_400_000_000})::int)`
      : `make_timestamp(epoch_us(${moment}) + ${count} * ${size})`;
  return `(case when ${count} between -${farthest} and ${farthest} then ${within(moved, isDate)} end)`;
}

/** Inside the calendar of the language, or null. */
const within = (sql: string, isDate: boolean): string =>
  once(
    sql,
    'm',
    (value) =>
      `(case when ${value} >= ${FIRST} and ${value} ${isDate ? `<= ${LAST}` : `< (${LAST} + 1)`} then ${value} end)`,
  );

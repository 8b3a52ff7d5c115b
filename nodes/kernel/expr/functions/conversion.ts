import type { ScalarType } from '../../schema';
import { type FunctionRow, rowsLike, type Signature } from '../function-row';
import * as onnx from '../onnx/conversion';
import * as dates from '../onnx/dates';
import { toFloat } from '../onnx/numbers';
import { sqlText } from '../sql-text';
import { BOOL_TEXT, DATE_TEXT, FLOAT_TEXT, INT_TEXT, TIMESTAMP_TEXT } from '../text-forms';
import { once } from './sql-guards';

const from = (types: readonly ScalarType[], result: ScalarType): readonly Signature[] =>
  types.map((type) => ({ parameters: [type], names: ['value'], result }));

const row = rowsLike({ group: 'conversion', nulls: 'domain', agreement: 'exact' });

/** A text of a stated form converted; other texts are null. `try_cast` is a hundred times slower where it fails. */
const whereForm = (a: string, form: string, use: (text: string) => string): string =>
  once(a, 't', (text) => `(case when regexp_full_match(${text}, ${sqlText(form)}) then ${use(text)} end)`);

export const conversion = {
  to_int: row(
    'A whole number: a float rounded to the nearest (halves to the even one), a text of digits, 1 for true. Missing where it is none or does not fit 64 bits.',
    from(['int', 'float', 'text', 'bool'], 'int'),
    {
      duckdb: ([a], { types }) => {
        switch (types?.[0]) {
          case 'text':
            return whereForm(a!, INT_TEXT, (text) => `${text}::bigint`);
          case 'bool':
            return `(${a})::bigint`;
          case 'int':
            return a!;
          default:
            return once(
              `(${a})::double`,
              'r',
              (r) =>
                `(case when ${r} >= -9223372036854775808::double and ${r} < 9223372036854775808::double then (${r})::bigint end)`,
            );
        }
      },
      onnx: ([a]) => onnx.toInt(a!),
      example: { of: "to_int('12x')", is: null },
    },
  ),
  to_float: row(
    'A float: of an int the nearest one, of a text the number it writes, 1 for true. Missing where a text is no number.',
    from(['int', 'float', 'bool', 'text'], 'float'),
    {
      duckdb: ([a], { types }) =>
        types?.[0] === 'text' ? whereForm(a!, FLOAT_TEXT, (text) => `${text}::double`) : `(${a})::double`,
      onnx: ([a]) => (a!.type === 'text' ? onnx.textToFloat(a!) : toFloat(a!)),
      example: { of: "to_float('-1.5e3')", is: -1500 },
    },
  ),
  to_text: row(
    'As text: dates as 2024-02-29, timestamps as 2024-02-29 13:45:10.25, floats with as many digits as it takes.',
    from(['text', 'int', 'float', 'bool', 'date', 'timestamp'], 'text'),
    {
      nulls: 'propagate',
      duckdb: ([a], { types }) =>
        types?.[0] === 'float' ? `((${a})::double + 0)::varchar` : types?.[0] === 'text' ? a! : `(${a})::varchar`,
      onnx: ([a]) => onnx.toText(a!),
      example: { of: 'to_text(12)', is: '12' },
    },
  ),
  to_bool: row(
    'True or false: of true/t/yes/y/1 and false/f/no/n/0 in any case, or of a number that is not 0. Missing for other texts.',
    from(['bool', 'int', 'float', 'text'], 'bool'),
    {
      duckdb: ([a], { types }) => {
        if (types?.[0] === 'bool') return a!;
        if (types?.[0] !== 'text') return `(${a} <> 0)`;
        return once(
          a!,
          't',
          (text) =>
            `(case when regexp_full_match(${text}, ${sqlText(BOOL_TEXT.true)}) then true when regexp_full_match(${text}, ${sqlText(BOOL_TEXT.false)}) then false end)`,
        );
      },
      onnx: ([a]) => onnx.toBool(a!),
      example: { of: "to_bool('Yes')", is: true },
    },
  ),
  to_date: row(
    'A date: of a timestamp its day, of a text year-month-day. Missing where the calendar has no such day.',
    from(['date', 'timestamp', 'text'], 'date'),
    {
      duckdb: ([a], { types }) =>
        types?.[0] === 'text'
          ? whereForm(a!, DATE_TEXT, (text) => notYearZero(text, `try_strptime(${text}, '%Y-%m-%d')::date`))
          : `(${a})::date`,
      onnx: ([a]) => (a!.type === 'text' ? onnx.textToDate(a!) : dates.toDate(a!)),
      example: { of: "year(to_date('2024-02-30'))", is: null },
    },
  ),
  to_timestamp: row(
    'A UTC timestamp: of a date its midnight, of a text such as 2024-02-29 13:45:10.25 or 2024-02-29T13:45Z.',
    from(['timestamp', 'date', 'text'], 'timestamp'),
    {
      duckdb: ([a], { types }) =>
        types?.[0] === 'text'
          ? whereForm(a!, TIMESTAMP_TEXT, (text) =>
              notYearZero(
                text,
                `try_strptime(replace(rtrim(${text}, 'Z'), 'T', ' ') || substring(' 00:00:00.000000', length(rtrim(${text}, 'Z')) - 9), '%Y-%m-%d %H:%M:%S.%f')`,
              ),
            )
          : `(${a})::timestamp`,
      onnx: ([a]) => (a!.type === 'text' ? onnx.textToTimestamp(a!) : dates.toTimestamp(a!)),
      example: { of: "hour(to_timestamp('2024-02-29T13:45Z'))", is: 13 },
    },
  ),
  to_bool_float: row('True as 1, false as 0.', from(['bool'], 'float'), {
    nulls: 'propagate',
    internal: true,
    duckdb: ([a]) => `(${a})::int::double`,
    onnx: ([a]) => toFloat(a!),
  }),
} satisfies Record<string, FunctionRow>;

const notYearZero = (text: string, sql: string): string => `(case when left(${text}, 4) <> '0000' then ${sql} end)`;

import { BOOL_TEXT, DATE_TEXT, FLOAT_TEXT, INT_TEXT, TIMESTAMP_TEXT } from '../text-forms';
import * as calendar from './calendar';
import * as characters from './characters';
import { NotServable, type OnnxTensor, type OnnxValue } from './onnx';
import {
  castTo,
  constant,
  double,
  equals,
  int,
  masked,
  missingOf,
  notOf,
  operator,
  orOf,
  real,
  replaceWhere,
  scalar,
  test,
  textWhere,
  whole,
} from './tensor';

/** What a text says in one of the stated forms; `instead` stands in for a text of another form, which would throw. */
function readAs(a: OnnxValue, form: string, instead: string): { data: OnnxTensor; isOther: OnnxTensor } {
  const isOther = notOf(operator('RegexFullMatch', 'bool', [a.data], { pattern: { text: form } }));
  return { data: replaceWhere(isOther, a.data, scalar('string', instead)), isOther };
}

export function textToFloat(a: OnnxValue): OnnxValue {
  const { data, isOther } = readAs(a, FLOAT_TEXT, '0');
  const gone = a.missing === undefined ? isOther : orOf(isOther, a.missing);
  return { type: 'float', data: replaceWhere(gone, castTo('double', data), double(Number.NaN)) };
}

export function toInt(a: OnnxValue): OnnxValue {
  switch (a.type) {
    case 'int':
      return a;
    case 'bool':
      return masked('int', castTo('int64', a.data), a.missing);
    case 'text': {
      const { data, isOther } = readAs(a, INT_TEXT, '0');
      return masked('int', castTo('int64', data), a.missing, isOther);
    }
    default: {
      const rounded = real('Round', a.data);
      const fits = operator('And', 'bool', [
        test('GreaterOrEqual', rounded, double(-(2 ** 63))),
        test('Less', rounded, double(2 ** 63)),
      ]);
      return masked('int', castTo('int64', replaceWhere(fits, double(0), rounded)), notOf(fits));
    }
  }
}

export function toBool(a: OnnxValue): OnnxValue {
  if (a.type === 'bool') return a;
  if (a.type !== 'text') return masked('bool', notOf(equals(a.data, castTo(a.data.element, int(0)))), missingOf(a));
  const is = (form: string) => operator('RegexFullMatch', 'bool', [a.data], { pattern: { text: form } });
  const isTrue = is(BOOL_TEXT.true);
  return masked('bool', isTrue, a.missing, notOf(orOf(isTrue, is(BOOL_TEXT.false))));
}

export function toText(a: OnnxValue): OnnxValue {
  switch (a.type) {
    case 'text':
      return a;
    case 'int': {
      const text = castTo('string', a.data);
      return textWhere(text, a.missing);
    }
    case 'bool': {
      const text = operator('Where', 'string', [a.data, scalar('string', 'true'), scalar('string', 'false')]);
      return textWhere(text, a.missing);
    }
    case 'date':
      return characters.textOf(dateCharacters(a.data), a.missing);
    case 'timestamp': {
      const { days, time } = calendar.splitMicroseconds(a.data);
      return characters.textOf(
        characters.sideBySide(dateCharacters(days), characters.columnOf(' ', a.data), timeCharacters(time)),
        a.missing,
      );
    }
    default:
      throw new NotServable(
        'a float as text cannot be served: onnxruntime writes 8 digits, runs write as many as it takes',
      );
  }
}

/** 2024-02-29 */
function dateCharacters(days: OnnxTensor): OnnxTensor {
  const { year, month, day } = calendar.civilOf(days);
  const dash = characters.columnOf('-', days);
  return characters.sideBySide(
    characters.digitsOf(year, 4),
    dash,
    characters.digitsOf(month, 2),
    dash,
    characters.digitsOf(day, 2),
  );
}

/** 13:45:10.25, the fraction without the zeros at its end. */
function timeCharacters(time: OnnxTensor): OnnxTensor {
  const seconds = whole('Div', time, int(1_000_000));
  const micros = whole('Sub', time, whole('Mul', seconds, int(1_000_000)));
  const minutes = whole('Div', seconds, int(60));
  const hours = whole('Div', minutes, int(60));
  const colon = characters.columnOf(':', time);
  const tails = constant('int64', [1, 7], [1_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10]);
  const rest = whole('Sub', micros, whole('Mul', whole('Div', micros, tails), tails));
  const fraction = characters.sideBySide(characters.columnOf('.', time), characters.digitsOf(micros, 6));
  return characters.sideBySide(
    characters.digitsOf(hours, 2),
    colon,
    characters.digitsOf(whole('Sub', minutes, whole('Mul', hours, int(60))), 2),
    colon,
    characters.digitsOf(whole('Sub', seconds, whole('Mul', minutes, int(60))), 2),
    characters.keepWhere(test('Greater', rest, int(0)), fraction),
  );
}

export function textToDate(a: OnnxValue): OnnxValue {
  const { data, isOther } = readAs(a, DATE_TEXT, '0001-01-01');
  return momentOf('date', a, data, isOther);
}

export function textToTimestamp(a: OnnxValue): OnnxValue {
  const { data, isOther } = readAs(a, TIMESTAMP_TEXT, '0001-01-01');
  return momentOf('timestamp', a, data, isOther);
}

/** What is not written is as here. */
const TEMPLATE = '0001-01-01 00:00:00.000000';
/** Where the digits of year, month, day, hour, minute, second and microsecond stand. */
const FIELDS: readonly (readonly [from: number, to: number])[] = [
  [0, 4],
  [5, 7],
  [8, 10],
  [11, 13],
  [14, 16],
  [17, 19],
  [20, 26],
];

function momentOf(type: 'date' | 'timestamp', a: OnnxValue, data: OnnxTensor, isOther: OnnxTensor): OnnxValue {
  const typed = characters.charactersOf({ type: 'text', data });
  // The Z at the end would stand where digits may.
  const bare = replaceWhere(equals(typed, scalar('string', 'Z')), typed, scalar('string', ''));
  const wide = characters.withBlankColumns(bare, data, TEMPLATE.length);
  const positions = FIELDS.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
  const picked = operator('Gather', 'string', [wide, constant('int64', [positions.length], positions)], {
    axis: { int: 1 },
  });
  const defaults = constant(
    'string',
    [1, positions.length],
    positions.map((at) => TEMPLATE[at]!),
  );
  const digits = castTo('int64', replaceWhere(equals(picked, scalar('string', '')), picked, defaults));
  const field = (at: number): OnnxTensor => {
    const [from, to] = FIELDS[at]!;
    const weights = positions.map((position) => (position >= from && position < to ? 10 ** (to - 1 - position) : 0));
    return operator('MatMul', 'int64', [digits, constant('int64', [positions.length, 1], weights)]);
  };
  const civil = { year: field(0), month: field(1), day: field(2) };
  const gone = [a.missing, isOther, notOf(calendar.isCivil(civil))] as const;
  const days = calendar.daysOf(civil);
  if (type === 'date') return masked('date', days, ...gone);
  const [hour, minute, second, micros] = [field(3), field(4), field(5), field(6)];
  const seconds = calendar.sum(calendar.times(hour, 3600), calendar.times(minute, 60), second);
  const time = calendar.sum(calendar.times(seconds, 1_000_000), micros);
  return masked('timestamp', calendar.sum(calendar.times(days, calendar.DAY_MICROSECONDS), time), ...gone);
}

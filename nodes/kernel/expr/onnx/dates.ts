import * as calendar from './calendar';
import { floorDiv } from './integers';
import { toFloat } from './numbers';
import type { OnnxTensor, OnnxValue } from './onnx';
import { andOf, castTo, double, int, masked, notOf, orOf, real, replaceWhere, smallerOf, test } from './tensor';

const { minus, over, plus, sum, times } = calendar;

export const DATE_UNITS = ['year', 'quarter', 'month', 'week', 'day'] as const;
export const TIME_UNITS = ['hour', 'minute', 'second'] as const;
export const UNITS = [...DATE_UNITS, ...TIME_UNITS] as const;
export type Unit = (typeof UNITS)[number];

/** Units that are the same everywhere, in microseconds. */
export const MICROSECONDS: Readonly<Partial<Record<Unit, number>>> = {
  week: 7 * calendar.DAY_MICROSECONDS,
  day: calendar.DAY_MICROSECONDS,
  hour: 3_600_000_000,
  minute: 60_000_000,
  second: 1_000_000,
};
/** The others, in months. */
export const MONTHS: Readonly<Partial<Record<Unit, number>>> = { year: 12, quarter: 3, month: 1 };

/** A date or timestamp as days and the microseconds since midnight (none for a date). */
function partsOf(a: OnnxValue): { days: OnnxTensor; time?: OnnxTensor } {
  return a.type === 'date' ? { days: a.data } : calendar.splitMicroseconds(a.data);
}

const microsecondsOf = (a: OnnxValue): OnnxTensor =>
  a.type === 'date' ? times(a.data, calendar.DAY_MICROSECONDS) : a.data;

/** The value of the same kind at these days, with this time of day. */
function momentAt(a: OnnxValue, days: OnnxTensor, time?: OnnxTensor, missing?: OnnxTensor): OnnxValue {
  if (a.type === 'date') return masked('date', days, a.missing, missing);
  const midnight = times(days, calendar.DAY_MICROSECONDS);
  return masked('timestamp', time === undefined ? midnight : sum(midnight, time), a.missing, missing);
}

const part =
  (read: (days: OnnxTensor) => OnnxTensor) =>
  (a: OnnxValue): OnnxValue =>
    masked('int', read(partsOf(a).days), a.missing);

export const year = part((days) => calendar.civilOf(days).year);
export const month = part((days) => calendar.civilOf(days).month);
export const day = part((days) => calendar.civilOf(days).day);
export const quarter = part((days) => plus(over(plus(calendar.civilOf(days).month, -1), 3), 1));
export const dayOfWeek = part(calendar.weekdayOf);
export const dayOfYear = part(calendar.dayOfYear);
export const week = part(calendar.isoWeek);

export const daysInMonth = part((days) => calendar.lengthOfMonth(calendar.monthIndexOf(calendar.civilOf(days))));

export const isWeekend = (a: OnnxValue): OnnxValue =>
  masked('bool', test('Greater', calendar.weekdayOf(partsOf(a).days), int(5)), a.missing);

/** Hour, minute or second: how many of one unit are full within the next larger one. */
export const clock =
  (unit: 'hour' | 'minute' | 'second', within: number) =>
  (a: OnnxValue): OnnxValue => {
    const { time = int(0) } = partsOf(a);
    const units = over(time, MICROSECONDS[unit]!);
    return masked('int', minus(units, times(over(units, within), within)), a.missing);
  };

/** Seconds since 1970 as a float. */
export function epochSeconds(a: OnnxValue): OnnxValue {
  const seconds =
    a.type === 'date'
      ? real('Mul', castTo('double', a.data), double(86_400))
      : real('Div', castTo('double', a.data), double(1_000_000));
  return {
    type: 'float',
    data: a.missing === undefined ? seconds : replaceWhere(a.missing, seconds, double(Number.NaN)),
  };
}

/** The timestamp so many seconds after 1970, to the nearest microsecond; missing beyond the years 1 to 9999. */
export function fromEpochSeconds(a: OnnxValue): OnnxValue {
  const micros = real('Mul', toFloat(a).data, double(1_000_000));
  const isInside = andOf(
    test('GreaterOrEqual', micros, double(calendar.FIRST_DAY * calendar.DAY_MICROSECONDS)),
    test('Less', micros, double((calendar.LAST_DAY + 1) * calendar.DAY_MICROSECONDS)),
  );
  return masked(
    'timestamp',
    castTo('int64', real('Round', replaceWhere(isInside, double(0), micros))),
    notOf(isInside),
  );
}

/** Back to the start of a unit. */
export function truncate(unit: Unit, a: OnnxValue): OnnxValue {
  const { days, time } = partsOf(a);
  const civil = calendar.civilOf(days);
  switch (unit) {
    case 'year':
      return momentAt(a, calendar.daysOf({ ...civil, month: int(1), day: int(1) }));
    case 'quarter': {
      const month = plus(times(over(plus(civil.month, -1), 3), 3), 1);
      return momentAt(a, calendar.daysOf({ ...civil, month, day: int(1) }));
    }
    case 'month':
      return momentAt(a, plus(minus(days, civil.day), 1));
    case 'week':
      return momentAt(a, calendar.mondayOf(days));
    case 'day':
      return momentAt(a, days);
    default: {
      const size = MICROSECONDS[unit]!;
      return time === undefined ? a : momentAt(a, days, times(over(time, size), size));
    }
  }
}

/** `count` units later; missing beyond the years 1 to 9999. A month later than the 31st is the last of its month. */
export function addUnits(unit: Unit, count: OnnxValue, a: OnnxValue): OnnxValue {
  const moved = MONTHS[unit] === undefined ? addFixed(unit, count.data, a) : addMonths(MONTHS[unit], count.data, a);
  return masked(a.type, moved.data, moved.missing, count.missing);
}

function addFixed(unit: Unit, count: OnnxTensor, a: OnnxValue): OnnxValue {
  const size = MICROSECONDS[unit]!;
  if (a.type === 'date') {
    const days = size / calendar.DAY_MICROSECONDS;
    const moved = sum(a.data, times(calendar.held(count, 4_000_000), days));
    return momentAt(a, moved, undefined, calendar.isOutsideDays(moved));
  }
  const farthest = Math.floor(320_000_000_000_000 / (size / 1000));
  const moved = sum(a.data, times(calendar.held(count, farthest), size));
  return masked('timestamp', moved, a.missing, calendar.isOutsideDays(calendar.splitMicroseconds(moved).days));
}

function addMonths(size: number, count: OnnxTensor, a: OnnxValue): OnnxValue {
  const { days, time } = partsOf(a);
  const civil = calendar.civilOf(days);
  const target = sum(calendar.monthIndexOf(civil), times(calendar.held(count, 120_000), size));
  const outside = orOf(test('Less', target, int(12)), test('Greater', target, int(9999 * 12 + 11)));
  const index = replaceWhere(outside, target, int(12));
  const dayOfMonth = smallerOf(civil.day, calendar.lengthOfMonth(index));
  return momentAt(a, plus(sum(calendar.firstDayOf(index), dayOfMonth), -1), time, outside);
}

/** Starts of a unit that lie between: from `a` (not counted) to `b` (counted). */
export function difference(unit: Unit, a: OnnxValue, b: OnnxValue): OnnxValue {
  const number = (moment: OnnxValue): OnnxTensor => {
    const { days } = partsOf(moment);
    if (unit === 'day') return days;
    if (unit === 'week') return over(plus(calendar.mondayOf(days), 719_467), 7);
    const size = MICROSECONDS[unit];
    if (size !== undefined) return floorDiv(microsecondsOf(moment), int(size));
    return over(calendar.monthIndexOf(calendar.civilOf(days)), MONTHS[unit]!);
  };
  return masked('int', minus(number(b), number(a)), a.missing, b.missing);
}

/** The day; missing when the calendar has none such. */
export function makeDate(year: OnnxValue, month: OnnxValue, day: OnnxValue): OnnxValue {
  const civil = { year: year.data, month: month.data, day: day.data };
  const isThere = calendar.isCivil(civil);
  // Numbers far outside the calendar would overflow on the way.
  const safe = {
    year: replaceWhere(isThere, int(1), civil.year),
    month: replaceWhere(isThere, int(1), civil.month),
    day: replaceWhere(isThere, int(1), civil.day),
  };
  return masked('date', calendar.daysOf(safe), year.missing, month.missing, day.missing, notOf(isThere));
}

export function toDate(a: OnnxValue): OnnxValue {
  return a.type === 'date' ? a : masked('date', calendar.splitMicroseconds(a.data).days, a.missing);
}

export function toTimestamp(a: OnnxValue): OnnxValue {
  return a.type === 'timestamp' ? a : masked('timestamp', microsecondsOf(a), a.missing);
}

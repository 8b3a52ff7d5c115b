import { floorDiv, truncatedMod } from './integers';
import type { OnnxTensor } from './onnx';
import { andOf, castTo, int, largerOf, orOf, replaceWhere, smallerOf, test, whole } from './tensor';

/**
 * The Gregorian calendar, also before its time, on int64 days since 1970, after Howard Hinnant, “chrono-compatible
 * low-level date algorithms”. Years 1 to 9999, in which everything here is positive once it starts in March of year 0.
 */
export const FIRST_DAY = -719_162;
export const LAST_DAY = 2_932_896;
export const DAY_MICROSECONDS = 86_400_000_000;
const MARCH_OF_YEAR_0 = 719_468;

export const plus = (a: OnnxTensor, b: number): OnnxTensor => whole('Add', a, int(b));
export const times = (a: OnnxTensor, b: number): OnnxTensor => whole('Mul', a, int(b));
export const over = (a: OnnxTensor, b: number): OnnxTensor => whole('Div', a, int(b));
export const sum = (...parts: OnnxTensor[]): OnnxTensor => parts.reduce((a, b) => whole('Add', a, b));
export const minus = (a: OnnxTensor, b: OnnxTensor): OnnxTensor => whole('Sub', a, b);

export interface Civil {
  readonly year: OnnxTensor;
  readonly month: OnnxTensor;
  readonly day: OnnxTensor;
}

export function civilOf(days: OnnxTensor): Civil {
  const since = plus(days, MARCH_OF_YEAR_0);
  const era = over(since, 146_097);
  const dayOfEra = minus(since, times(era, 146_097));
  const leaps = sum(times(over(dayOfEra, 1460), -1), over(dayOfEra, 36_524), times(over(dayOfEra, 146_096), -1));
  const yearOfEra = over(sum(dayOfEra, leaps), 365);
  const begin = sum(times(yearOfEra, 365), over(yearOfEra, 4), times(over(yearOfEra, 100), -1));
  const dayOfYear = minus(dayOfEra, begin);
  const march = over(plus(times(dayOfYear, 5), 2), 153);
  const day = plus(minus(dayOfYear, over(plus(times(march, 153), 2), 5)), 1);
  const month = replaceWhere(test('Less', march, int(10)), plus(march, -9), plus(march, 3));
  const nextYear = castTo('int64', test('Less', month, int(3)));
  return { year: sum(yearOfEra, times(era, 400), nextYear), month, day };
}

export function daysOf({ year, month, day }: Civil): OnnxTensor {
  const early = test('Less', month, int(3));
  const y = minus(year, castTo('int64', early));
  const march = replaceWhere(early, plus(month, -3), plus(month, 9));
  const leaps = sum(over(y, 4), times(over(y, 100), -1), over(y, 400));
  return sum(times(y, 365), leaps, over(plus(times(march, 153), 2), 5), plus(day, -MARCH_OF_YEAR_0 - 1));
}

/** Months since year 0, and the way back to the first day of that month. */
export const monthIndexOf = ({ year, month }: Pick<Civil, 'year' | 'month'>): OnnxTensor =>
  plus(sum(times(year, 12), month), -1);

export function firstDayOf(monthIndex: OnnxTensor): OnnxTensor {
  const year = over(monthIndex, 12);
  return daysOf({ year, month: plus(minus(monthIndex, times(year, 12)), 1), day: int(1) });
}

/** Days of the month with that index. */
export const lengthOfMonth = (monthIndex: OnnxTensor): OnnxTensor =>
  minus(firstDayOf(plus(monthIndex, 1)), firstDayOf(monthIndex));

/** Monday is 1. */
export const weekdayOf = (days: OnnxTensor): OnnxTensor =>
  plus(truncatedMod(plus(days, MARCH_OF_YEAR_0 + 2), int(7)), 1);

export const mondayOf = (days: OnnxTensor): OnnxTensor => plus(minus(days, weekdayOf(days)), 1);

export const dayOfYear = (days: OnnxTensor): OnnxTensor =>
  plus(minus(days, daysOf({ year: civilOf(days).year, month: int(1), day: int(1) })), 1);

/** ISO 8601: the week of its Thursday, in that Thursday's year. */
export const isoWeek = (days: OnnxTensor): OnnxTensor => plus(over(plus(dayOfYear(plus(mondayOf(days), 3)), -1), 7), 1);

/** Whole days and what is left, in microseconds, of microseconds since 1970. */
export function splitMicroseconds(micros: OnnxTensor): { days: OnnxTensor; time: OnnxTensor } {
  const days = floorDiv(micros, int(DAY_MICROSECONDS));
  return { days, time: minus(micros, times(days, DAY_MICROSECONDS)) };
}

export const isOutsideDays = (days: OnnxTensor): OnnxTensor =>
  orOf(test('Less', days, int(FIRST_DAY)), test('Greater', days, int(LAST_DAY)));

/** Year 1 to 9999, a month, and a day that month has. */
export function isCivil({ year, month, day }: Civil): OnnxTensor {
  const within = (a: OnnxTensor, low: number, high: OnnxTensor) =>
    andOf(test('GreaterOrEqual', a, int(low)), test('LessOrEqual', a, high));
  const isMonth = andOf(within(year, 1, int(9999)), within(month, 1, int(12)));
  const index = replaceWhere(isMonth, int(12), monthIndexOf({ year, month }));
  return andOf(isMonth, within(day, 1, lengthOfMonth(index)));
}

/** Held within bounds, so that what follows cannot overflow; beyond them the result is out of range anyway. */
export const held = (a: OnnxTensor, bound: number | string): OnnxTensor =>
  largerOf(smallerOf(a, int(bound)), int(`-${bound}`));

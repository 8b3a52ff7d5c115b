import type { CallShape } from '@/nodes/kernel/expr/function-row';
import type { Cell } from '../cells';
import type { Meanings } from './meaning';

const DAY = 86_400_000_000n;
const floorDiv = (a: bigint, b: bigint): bigint => a / b - (a % b < 0n ? 1n : 0n);

/** Days and microseconds since midnight, by the type the call was checked with. */
interface Moment {
  readonly days: bigint;
  readonly time: bigint;
  readonly isDate: boolean;
}
function momentOf(call: CallShape, args: readonly Cell[], at: number): Moment {
  const value = args[at] as bigint;
  if (call.types?.[at] === 'date') return { days: value, time: 0n, isDate: true };
  const days = floorDiv(value, DAY);
  return { days, time: value - days * DAY, isDate: false };
}
const backOf = ({ isDate }: Moment, days: bigint, time: bigint): Cell => {
  if (days < -719_162n || days > 2_932_896n) return null;
  return isDate ? days : days * DAY + time;
};

/** JavaScript's own calendar: proleptic Gregorian, like the language's. */
const dateOf = (days: bigint): Date => new Date(Number(days) * 86_400_000);
export function daysOf(year: number, month: number, day: number): bigint {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return BigInt(Math.round(date.getTime() / 86_400_000));
}
const weekday = (days: bigint): number => ((Number(days + 719_163n) + 6) % 7) + 1;

function isoWeek(days: bigint): number {
  const thursday = days - BigInt(weekday(days)) + 4n;
  const january = daysOf(dateOf(thursday).getUTCFullYear(), 1, 1);
  return Number(thursday - january) / 7 + 1;
}

const SIZES: Readonly<Record<string, bigint>> = {
  week: 7n * DAY,
  day: DAY,
  hour: DAY / 24n,
  minute: DAY / 1440n,
  second: DAY / 86_400n,
};
const MONTHS: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

const read =
  (compute: (moment: Moment, date: Date) => number) =>
  (args: readonly Cell[], call: CallShape): Cell => {
    const moment = momentOf(call, args, 0);
    return BigInt(Math.floor(compute(moment, dateOf(moment.days))));
  };

const monthIndex = (days: bigint): number => dateOf(days).getUTCFullYear() * 12 + dateOf(days).getUTCMonth();

function truncated(unit: string, { days, time }: Moment): [days: bigint, time: bigint] {
  const date = dateOf(days);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  if (unit === 'year') return [daysOf(year, 1, 1), 0n];
  if (unit === 'quarter') return [daysOf(year, Math.floor((month - 1) / 3) * 3 + 1, 1), 0n];
  if (unit === 'month') return [daysOf(year, month, 1), 0n];
  if (unit === 'week') return [days - BigInt(weekday(days) - 1), 0n];
  return [days, unit === 'day' ? 0n : time - (time % SIZES[unit]!)];
}

function added(unit: string, count: bigint, moment: Moment): Cell {
  const months = MONTHS[unit];
  if (months === undefined) {
    const total = moment.days * DAY + moment.time + count * SIZES[unit]!;
    const days = floorDiv(total, DAY);
    return backOf(moment, days, total - days * DAY);
  }
  const index = BigInt(monthIndex(moment.days)) + count * BigInt(months);
  if (index < 12n || index >= 120_000n) return null;
  const [year, month] = [Number(index / 12n), Number(index % 12n) + 1];
  const last = Number(daysOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysOf(year, month, 1));
  return backOf(moment, daysOf(year, month, Math.min(dateOf(moment.days).getUTCDate(), last)), moment.time);
}

function numberOf(unit: string, { days, time }: Moment): bigint {
  if (unit === 'week') return (days - BigInt(weekday(days) - 1) + 719_162n) / 7n;
  const months = MONTHS[unit];
  return months === undefined
    ? floorDiv(days * DAY + time, SIZES[unit]!)
    : BigInt(Math.floor(monthIndex(days) / months));
}

export const dateReference: Meanings = {
  year: read((_, date) => date.getUTCFullYear()),
  quarter: read((_, date) => date.getUTCMonth() / 3 + 1),
  month: read((_, date) => date.getUTCMonth() + 1),
  week: read(({ days }) => isoWeek(days)),
  day: read((_, date) => date.getUTCDate()),
  day_of_week: read(({ days }) => weekday(days)),
  day_of_year: read(({ days }, date) => Number(days - daysOf(date.getUTCFullYear(), 1, 1)) + 1),
  hour: read(({ time }) => Number(time / SIZES.hour!)),
  minute: read(({ time }) => Number((time / SIZES.minute!) % 60n)),
  second: read(({ time }) => Number((time / SIZES.second!) % 60n)),
  is_weekend: (args, call) => weekday(momentOf(call, args, 0).days) > 5,
  epoch_seconds: ([a], call) => (call.types?.[0] === 'date' ? Number(a) * 86_400 : Number(a) / 1_000_000),
  date_trunc: (args, call) => {
    const moment = momentOf(call, args, 1);
    return backOf(moment, ...truncated(String(args[0]), moment));
  },
  date_add: (args, call) => added(String(args[0]), args[1] as bigint, momentOf(call, args, 2)),
  date_diff: (args, call) =>
    numberOf(String(args[0]), momentOf(call, args, 2)) - numberOf(String(args[0]), momentOf(call, args, 1)),
  make_date: ([year, month, day]) => dayOrNull(year as bigint, month as bigint, day as bigint),
};

export function dayOrNull(year: bigint, month: bigint, day: bigint): Cell {
  if (year < 1n || year > 9999n || month < 1n || month > 12n || day < 1n || day > 31n) return null;
  const days = daysOf(Number(year), Number(month), Number(day));
  return dateOf(days).getUTCDate() === Number(day) ? days : null;
}

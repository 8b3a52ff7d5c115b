import type { Cell } from '../cells';
import { dayOrNull } from './dates';
import type { Meanings } from './meaning';

const DAY = 86_400_000_000n;
const two = (value: number | bigint, width = 2): string => String(value).padStart(width, '0');
const in64Bits = (value: bigint): Cell => (BigInt.asIntN(64, value) === value ? value : null);

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

function floatOf(text: string): Cell {
  const parts = /^[+-]?(\d*)(?:\.(\d*))?(?:[eE][+-]?0{0,9}(\d+))?$/.exec(text);
  if (!parts || (parts[1] === '' && !parts[2])) return null;
  if (parts[1]!.length > 40 || (parts[2] ?? '').length > 40 || Number(parts[3] ?? 0) > 250) return null;
  return Number(text);
}

function dateOf(text: string): Cell {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return parts ? dayOrNull(BigInt(parts[1]!), BigInt(parts[2]!), BigInt(parts[3]!)) : null;
}

function timestampOf(text: string): Cell {
  const parts = /^(.{10})(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?Z?)?$/.exec(text);
  const days = parts && dateOf(parts[1]!);
  if (!parts || days === null) return null;
  const [hour, minute, second] = [parts[2], parts[3], parts[4]].map((part) => BigInt(part ?? 0)) as [
    bigint,
    bigint,
    bigint,
  ];
  if (hour > 23n || minute > 59n || second > 59n) return null;
  const micros = BigInt((parts[5] ?? '').padEnd(6, '0'));
  return (days as bigint) * DAY + ((hour * 60n + minute) * 60n + second) * 1_000_000n + micros;
}

function dateText(days: bigint): string {
  const date = new Date(Number(days) * 86_400_000);
  return `${two(date.getUTCFullYear(), 4)}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

function timestampText(micros: bigint): string {
  const time = ((micros % DAY) + DAY) % DAY;
  const seconds = time / 1_000_000n;
  const fraction = two(time % 1_000_000n, 6).replace(/0+$/, '');
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) => two(part)).join(':');
  return `${dateText((micros - time) / DAY)} ${clock}${fraction ? `.${fraction}` : ''}`;
}

/** The shortest digits that read back the same, laid out as C and Python do. */
function floatText(x: number): string {
  const [digits, exponent] = Math.abs(x).toExponential().split('e') as [string, string];
  const power = Number(exponent);
  const sign = x < 0 ? '-' : '';
  if (x !== 0 && (power < -4 || power >= 16)) return `${sign}${digits}e${power < 0 ? '-' : '+'}${two(Math.abs(power))}`;
  const plain = digits.replace('.', '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${plain}`;
  const whole = plain.slice(0, power + 1).padEnd(power + 1, '0');
  return `${sign}${whole}.${plain.slice(power + 1) || '0'}`;
}

export const conversionReference: Meanings = {
  to_int: ([a]) => {
    switch (typeof a) {
      case 'boolean':
        return a ? 1n : 0n;
      case 'number': {
        const rounded = roundHalfEven(a);
        return Math.abs(rounded) <= 2 ** 63 ? in64Bits(BigInt(rounded)) : null;
      }
      case 'string':
        return /^[+-]?0{0,40}\d{1,19}$/.test(a) ? in64Bits(BigInt(a.replace(/^\+/, ''))) : null;
      default:
        return a!;
    }
  },
  to_float: ([a]) => (typeof a === 'string' ? floatOf(a) : Number(a)),
  to_text: ([a], { types }) => {
    if (types?.[0] === 'date') return dateText(a as bigint);
    if (types?.[0] === 'timestamp') return timestampText(a as bigint);
    return typeof a === 'number' ? floatText(a) : String(a);
  },
  to_bool: ([a]) => {
    if (typeof a !== 'string') return typeof a === 'boolean' ? a : Number(a) !== 0;
    if (/^(true|t|yes|y|1)$/i.test(a)) return true;
    return /^(false|f|no|n|0)$/i.test(a) ? false : null;
  },
  to_date: ([a], { types }) => {
    if (typeof a === 'string') return dateOf(a);
    if (types?.[0] === 'date') return a!;
    const micros = a as bigint;
    return (micros - (((micros % DAY) + DAY) % DAY)) / DAY;
  },
  to_timestamp: ([a], { types }) => {
    if (typeof a === 'string') return timestampOf(a);
    return types?.[0] === 'date' ? (a as bigint) * DAY : a!;
  },
};

/** Reads dates and timestamps as the source did: its strptime patterns in order, then ISO. */
export type MomentReader = (text: string) => bigint | undefined;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What each directive matches; the capture's name says which part of the moment it is. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  I: '(?<I>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  f: '(?<f>\\d{1,6})',
  g: '(?<f>\\d{1,3})',
  p: '(?<p>[AaPp][Mm])',
  b: '(?<b>[A-Za-z]{3})',
  B: '(?<b>[A-Za-z]{3,9})',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{0,2})',
  '%': '%',
};
const ISO =
  /^(?<Y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ](?<H>\d{2}):(?<M>\d{2})(?::(?<S>\d{2})(?:\.(?<f>\d{1,6}))?)?(?<z>Z|[+-]\d{2}:?(?:\d{2})?)?)?$/;

/** Microseconds since 1970 in UTC; undefined for text that is no moment (the 30th of February). */
export function timestampReader(formats: readonly string[]): MomentReader {
  const patterns = [...formats.map(patternOf), ISO];
  return (text) => {
    for (const pattern of patterns) {
      const parts = pattern.exec(text)?.groups;
      const moment = parts && microseconds(parts);
      if (moment !== undefined) return moment;
    }
    return undefined;
  };
}

/** Days since 1970; a time of day is dropped. */
export function dateReader(formats: readonly string[]): MomentReader {
  const read = timestampReader(formats);
  return (text) => {
    const moment = read(text);
    if (moment === undefined) return undefined;
    const day = 86_400_000_000n;
    return moment / day - (moment % day < 0n ? 1n : 0n);
  };
}

function patternOf(format: string): RegExp {
  const source = format.replace(/%-?(.)|([.*+?^${}()|[\]\\/])/g, (_, directive?: string, special?: string) =>
    special ? `\\${special}` : (DIRECTIVES[directive ?? ''] ?? '(?!)'),
  );
  return new RegExp(`^${source}$`);
}

function microseconds(parts: Readonly<Record<string, string | undefined>>): bigint | undefined {
  const number = (name: string, otherwise: number) => (parts[name] === undefined ? otherwise : Number(parts[name]));
  const year = parts.y === undefined ? number('Y', 1900) : Number(parts.y) + (Number(parts.y) < 69 ? 2000 : 1900);
  const month = parts.b === undefined ? number('m', 1) : MONTHS.indexOf(parts.b.slice(0, 3).toLowerCase()) + 1;
  const day = number('d', 1);
  const half = parts.p === undefined ? undefined : parts.p.toLowerCase();
  const hour = half === undefined ? number('H', 0) : (number('I', 12) % 12) + (half === 'pm' ? 12 : 0);
  const [minute, second] = [number('M', 0), number('S', 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const fraction = Number((parts.f ?? '').padEnd(6, '0'));
  const seconds = hour * 3600 + minute * 60 + second - offsetSeconds(parts.z);
  return BigInt(date.getTime()) * 1000n + BigInt(seconds) * 1_000_000n + BigInt(fraction);
}

function offsetSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const digits = zone.replace(/\D/g, '').padEnd(4, '0');
  return (zone[0] === '-' ? -1 : 1) * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60);
}

import type { ScalarType } from '@/nodes/kernel/schema';
import type { Cell, Row, Table } from './cells';
import type { Random } from './random';

/** Columns of every random table, two of each type. */
export const COLUMNS: Readonly<Record<string, ScalarType>> = {
  f: 'float',
  g: 'float',
  i: 'int',
  j: 'int',
  s: 'text',
  t: 'text',
  b: 'bool',
  c: 'bool',
  d: 'date',
  e: 'date',
  m: 'timestamp',
  n: 'timestamp',
};

const FLOATS = [
  0,
  -0,
  1,
  -1,
  2,
  0.1,
  0.3,
  -0.5,
  0.5,
  1.5,
  2.5,
  -2.5,
  0.49999999999999994,
  2 ** 51 + 0.5,
  2 ** 53,
  -(2 ** 63),
  2 ** 63,
  1.7976931348623157e308,
  -1.7976931348623157e308,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  1e-308,
  1e300,
  1e-300,
  1e16,
  100,
  18,
  64,
  -27,
  Math.PI,
  709.78,
  -745.2,
  24,
  7,
];
const INTS = [
  0n,
  1n,
  -1n,
  2n,
  3n,
  7n,
  10n,
  12n,
  24n,
  31n,
  100n,
  -100n,
  2024n,
  9999n,
  2n ** 31n,
  -(2n ** 31n),
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  -(2n ** 63n) + 1n,
  3037000500n,
  -3037000500n,
  4294967296n,
];
export const WORDS = [
  '',
  'a',
  'A',
  'ab',
  'b',
  'x',
  ' a',
  'b ',
  ' \t x y \n',
  "it's",
  'a\nb',
  'null',
  'é',
  'e\u0301',
  'ß',
  'ẞ',
  'İ',
  'ı',
  'Σ',
  'ς',
  'ŉ',
  'ﬁ',
  '日本',
  '😀',
  '👨‍👩‍👧',
  '🤦🏼‍♂️ ok',
  'a,b,,c',
  ',',
  'Ünï côdé',
  'abab',
  'aaa',
  'a-b-c',
  '12-34',
  '1',
  '0',
  '-5',
  '+7',
  '007',
  '1.5',
  '.5',
  '1.',
  '1e3',
  '-1.25e-3',
  '1e400',
  '4.9e-324',
  '12abc',
  '0x10',
  '1_000',
  'NaN',
  'inf',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '-9223372036854775809',
  'true',
  'False',
  'yes',
  'N',
  '2024-02-29',
  '2023-02-29',
  '0001-01-01',
  '9999-12-31',
  '0000-01-01',
  '1969-12-31',
  '2024-2-9',
  '2024-13-01',
  '2024-02-29 13:45:10',
  '2024-02-29T13:45Z',
  '2024-02-29T13:45:10.5Z',
  '1969-12-31 23:59:59.999999',
  '2024-02-29 24:00:00',
  '2024-02-29 13:45:10.1234567',
  'Oslo',
  'bergen',
  'a\\b',
  'a.b*c',
  '100%',
  '"q"',
  '\u00a0x\u00a0',
  '\u2003',
  'Ǆ',
  'ǅ',
  '𐐀𐐨',
];
const ALPHABET = [
  'a',
  'b',
  'c',
  'x',
  'A',
  'Z',
  '0',
  '1',
  '9',
  ' ',
  '-',
  ',',
  '.',
  '\n',
  '\t',
  'é',
  'ß',
  '日',
  '😀',
  '\u0301',
  '\u200d',
  'Σ',
];
const DAYS = [
  0n,
  -1n,
  1n,
  -719_162n,
  -719_161n,
  2_932_896n,
  2_932_895n,
  11_016n,
  19_782n,
  19_783n,
  -25_567n,
  47_482n,
  -141_428n,
];
const DAY = 86_400_000_000n;
const MICROS = [
  0n,
  -1n,
  1n,
  -719_162n * DAY,
  2_932_897n * DAY - 1n,
  951_782_400_000_000n,
  -2_208_988_800_000_000n,
  4_102_444_799_999_999n,
  DAY - 1n,
];

export function randomCell(random: Random, type: ScalarType): Exclude<Cell, null> {
  switch (type) {
    case 'bool':
      return random.chance(0.5);
    case 'int':
      if (random.chance(0.5)) return random.pick(INTS);
      return random.chance(0.7) ? BigInt(random.whole(-1000, 1000)) : wholeOfBits(random);
    case 'float':
      if (random.chance(0.4)) return random.pick(FLOATS);
      return random.chance(0.6)
        ? random.whole(-100_000, 100_000) / random.pick([1, 2, 3, 10, 100, 1000])
        : floatOfBits(random);
    case 'text':
      if (random.chance(0.6)) return random.pick(WORDS);
      return Array.from({ length: random.whole(0, random.chance(0.02) ? 800 : 12) }, () => random.pick(ALPHABET)).join(
        '',
      );
    case 'date':
      return random.chance(0.3) ? random.pick(DAYS) : BigInt(random.whole(-719_162, 2_932_896));
    case 'timestamp':
      if (random.chance(0.3)) return random.pick(MICROS);
      return (
        BigInt(random.whole(-719_162, 2_932_896)) * DAY +
        BigInt(random.whole(0, 86_399)) * 1_000_000n +
        BigInt(random.whole(0, 999_999))
      );
  }
}

function wholeOfBits(random: Random): bigint {
  const bits = (BigInt(random.whole(0, 0xffffffff)) << 32n) | BigInt(random.whole(0, 0xffffffff));
  return BigInt.asIntN(64, bits >> BigInt(random.whole(0, 63)));
}

/** Any finite double: sign, exponent and fraction of their own. */
function floatOfBits(random: Random): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, random.whole(0, 0xffffffff));
  view.setUint32(4, random.whole(0, 0xffffffff));
  const value = view.getFloat64(0);
  return Number.isFinite(value) ? value : 0;
}

/** Sources turn NaN and infinities into null: so do these. */
export function randomTable(random: Random, rowCount: number): Table {
  const rows = Array.from({ length: rowCount }, (): Row => {
    const nulls = random.pick([0, 0.1, 0.3]);
    return Object.fromEntries(
      Object.entries(COLUMNS).map(([name, type]) => [name, random.chance(nulls) ? null : randomCell(random, type)]),
    );
  });
  return { columns: COLUMNS, rows };
}

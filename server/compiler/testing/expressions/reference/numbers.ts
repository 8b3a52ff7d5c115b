import type { Cell } from '../cells';
import { listOf, type Meanings } from './meaning';

const in64Bits = (value: bigint): Cell => (BigInt.asIntN(64, value) === value ? value : null);
const n = (cell: Cell | undefined): number => Number(cell);
const isInt = (cell: Cell | undefined): cell is bigint => typeof cell === 'bigint';

/** Ints exactly, floats as JavaScript has them. */
const arithmetic =
  (ints: (a: bigint, b: bigint) => Cell, floats: (a: number, b: number) => number) =>
  ([a, b]: readonly Cell[]): Cell =>
    isInt(a) && isInt(b) ? ints(a, b) : floats(n(a), n(b));

const floats =
  (compute: (...args: number[]) => number) =>
  (args: readonly Cell[]): Cell =>
    compute(...args.map(n));

const floorDiv = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);

function roundHalfAway(x: number): number {
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

function round(x: number, digits: number): number {
  const power = 10 ** Math.abs(digits);
  if (digits < 0) return roundHalfAway(x / power) * power;
  return Number.isFinite(x * power) ? roundHalfAway(x * power) / power : x;
}

const order =
  (compare: (a: Cell, b: Cell) => boolean) =>
  ([a, b]: readonly Cell[]): Cell =>
    compare(a!, b!);

const pick =
  (better: (a: Cell, b: Cell) => boolean) =>
  (args: readonly Cell[]): Cell =>
    args.reduce((a, b) => (better(b!, a!) ? b : a));

const least = pick((a, b) => a! < b!);
const greatest = pick((a, b) => a! > b!);

/** By code point, as UTF-8 is ordered; JavaScript orders by UTF-16 unit. */
function isBefore(a: Cell, b: Cell): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a! < b!;
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

export const numberReference: Meanings = {
  not: ([a]) => !a,
  equal: order((a, b) => a === b),
  not_equal: order((a, b) => a !== b),
  less: order(isBefore),
  less_or_equal: order((a, b) => !isBefore(b, a)),
  greater: order((a, b) => isBefore(b, a)),
  greater_or_equal: order((a, b) => !isBefore(a, b)),
  in_set: ([a], { args }) =>
    listOf(args[1]).some((item) =>
      isInt(a) ? n(item) === Number(item) && Number.isInteger(item) && a === BigInt(item) : a === item,
    ),
  add: arithmetic(
    (a, b) => in64Bits(a + b),
    (a, b) => a + b,
  ),
  subtract: arithmetic(
    (a, b) => in64Bits(a - b),
    (a, b) => a - b,
  ),
  multiply: arithmetic(
    (a, b) => in64Bits(a * b),
    (a, b) => a * b,
  ),
  divide: floats((a, b) => (b === 0 ? Number.NaN : a / b)),
  floor_div: arithmetic(
    (a, b) => (b === 0n ? null : in64Bits(floorDiv(a, b))),
    (a, b) => (b === 0 ? Number.NaN : Math.floor(a / b)),
  ),
  mod: arithmetic(
    (a, b) => (b === 0n ? null : a % b),
    (a, b) => a % b,
  ),
  negate: ([a]) => (isInt(a) ? in64Bits(-a) : -n(a)),
  abs: ([a]) => (isInt(a) ? in64Bits(a < 0n ? -a : a) : Math.abs(n(a))),
  sign: ([a]) => BigInt(Math.sign(n(a))),
  least,
  greatest,
  clip: ([a, low, high]) => least([greatest([a!, low!]), high!]),
  round: ([a, digits]) => (isInt(a) ? a : round(n(a), n(digits ?? 0n))),
  floor: ([a]) => (isInt(a) ? a : Math.floor(n(a))),
  ceil: ([a]) => (isInt(a) ? a : Math.ceil(n(a))),
  trunc: ([a]) => (isInt(a) ? a : Math.trunc(n(a))),
  sqrt: floats(Math.sqrt),
  cbrt: floats(Math.cbrt),
  power: floats((a, b) => a ** b),
  exp: floats(Math.exp),
  ln: floats(Math.log),
  log10: floats(Math.log10),
  log2: floats(Math.log2),
  log1p: floats(Math.log1p),
  sigmoid: floats((x) => 1 / (1 + Math.exp(-x))),
  tanh: floats(Math.tanh),
  sin: floats(Math.sin),
  cos: floats(Math.cos),
  tan: floats(Math.tan),
  asin: floats(Math.asin),
  acos: floats(Math.acos),
  atan: floats(Math.atan),
  atan2: floats((y, x) => Math.atan2(y + 0, x + 0)),
  radians: floats((x) => x * (Math.PI / 180)),
  degrees: floats((x) => x * (180 / Math.PI)),
  cyclic_sin: floats((x, period) => (period > 0 ? Math.sin(((x % period) / period) * (2 * Math.PI)) : Number.NaN)),
  cyclic_cos: floats((x, period) => (period > 0 ? Math.cos(((x % period) / period) * (2 * Math.PI)) : Number.NaN)),
  standardise: floats((x, mean, deviation) => (x - mean) / (deviation === 0 ? 1 : deviation)),
  to_bool_float: ([a]) => (a === true ? 1 : 0),
  bucketize: ([a], { args }) => BigInt(listOf(args[1]).filter((edge) => n(a) >= Number(edge)).length),
  box_cox: floats((x, lambda) => {
    if (x <= 0) return Number.NaN;
    return Math.abs(lambda) < 1e-9 ? Math.log(x) : (x ** lambda - 1) / lambda;
  }),
  yeo_johnson: floats((x, lambda) => {
    const raised = (base: number, l: number) => (Math.abs(l) < 1e-9 ? Math.log(base) : (base ** l - 1) / l);
    return x >= 0 ? raised(x + 1, lambda) : -raised(1 - x, 2 - lambda);
  }),
};

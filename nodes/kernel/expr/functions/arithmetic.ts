import type { FunctionRow, Signature } from '../function-row';
import * as ints from '../onnx/integers';
import * as onnx from '../onnx/numbers';
import { areInts, finite, fitting } from './sql-guards';

const numbers: readonly Signature[] = (['int', 'float'] as const).map((type) => ({
  parameters: [type, type],
  names: ['left', 'right'],
  result: type,
}));
const number: readonly Signature[] = (['int', 'float'] as const).map((type) => ({
  parameters: [type],
  names: ['number'],
  result: type,
}));

export const arithmetic = {
  add: {
    group: 'arithmetic',
    summary: 'Sum. Two ints give an int; missing when it does not fit 64 bits.',
    signatures: numbers,
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a, b], call) => (areInts(call) ? fitting(`(${a}::hugeint + ${b})`) : finite(`(${a} + ${b})`)),
    onnx: ([a, b], call) => (areInts(call) ? ints.addInts(a!, b!) : onnx.arithmetic('Add', a!, b!)),
    example: { of: 'add(0.1, 0.2)', is: 0.30000000000000004 },
  },
  subtract: {
    group: 'arithmetic',
    summary: 'Difference. Two ints give an int; missing when it does not fit 64 bits.',
    signatures: numbers,
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a, b], call) => (areInts(call) ? fitting(`(${a}::hugeint - ${b})`) : finite(`(${a} - ${b})`)),
    onnx: ([a, b], call) => (areInts(call) ? ints.subtractInts(a!, b!) : onnx.arithmetic('Sub', a!, b!)),
    example: { of: 'subtract(2, 5)', is: -3 },
  },
  multiply: {
    group: 'arithmetic',
    summary: 'Product. Two ints give an int; missing when it does not fit 64 bits.',
    signatures: numbers,
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a, b], call) => (areInts(call) ? fitting(`(${a}::hugeint * ${b})`) : finite(`(${a} * ${b})`)),
    onnx: ([a, b], call) => (areInts(call) ? ints.multiplyInts(a!, b!) : onnx.arithmetic('Mul', a!, b!)),
    example: { of: '9223372036854775807 * 2', is: null },
  },
  divide: {
    group: 'arithmetic',
    summary: 'Quotient, always a float; missing when the divisor is 0.',
    signatures: [{ parameters: ['float', 'float'], names: ['dividend', 'divisor'], result: 'float' }],
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a, b]) => finite(`(${a} / nullif(${b}, 0))`),
    onnx: ([a, b]) => onnx.arithmetic('Div', a!, b!),
    example: { of: 'divide(7, 2)', is: 3.5 },
  },
  floor_div: {
    group: 'arithmetic',
    summary: 'Quotient rounded down to a whole number; missing when the divisor is 0.',
    signatures: numbers,
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a, b], call) => (areInts(call) ? floorDivSql(a!, b!) : finite(`floor(${a} / nullif(${b}, 0))`)),
    onnx: ([a, b], call) => (areInts(call) ? ints.floorDivideInts(a!, b!) : onnx.floorDivide(a!, b!)),
    example: { of: 'floor_div(-7, 2)', is: -4 },
  },
  mod: {
    group: 'arithmetic',
    summary: 'Remainder with the sign of the dividend; missing when the divisor is 0.',
    signatures: numbers,
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a, b], call) =>
      areInts(call)
        ? `(case when ${b} not in (0, -1) then ${a} % ${b} when ${b} = -1 and ${a} is not null then 0 end)`
        : finite(`(${a}::double % nullif(${b}::double, 0))`),
    onnx: ([a, b], call) => (areInts(call) ? ints.modInts(a!, b!) : onnx.mod(a!, b!)),
    example: { of: 'mod(-7, 2)', is: -1 },
  },
  negate: {
    group: 'arithmetic',
    summary: 'The number with the other sign. Missing for the smallest int, which has no opposite.',
    signatures: number,
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a], call) => (areInts(call) ? fitting(`(-(${a}::hugeint))`) : `(-(${a}))`),
    onnx: ([a], call) => (areInts(call) ? ints.negateInt(a!) : onnx.negate(a!)),
    example: { of: 'negate(3)', is: -3 },
  },
  abs: {
    group: 'arithmetic',
    summary: 'The number without its sign. Missing for the smallest int, which has no opposite.',
    signatures: number,
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a], call) => (areInts(call) ? fitting(`abs(${a}::hugeint)`) : `abs(${a})`),
    onnx: ([a], call) => (areInts(call) ? ints.absInt(a!) : onnx.absolute(a!)),
    example: { of: 'abs(-2.5)', is: 2.5 },
  },
  sign: {
    group: 'arithmetic',
    summary: '−1, 0 or 1.',
    signatures: number.map((signature) => ({ ...signature, result: 'int' })),
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: ([a]) => `sign(${a})::bigint`,
    onnx: ([a]) => onnx.sign(a!),
    example: { of: 'sign(-0.5)', is: -1 },
  },
  least: {
    group: 'arithmetic',
    summary: 'The smallest of the numbers, dates or timestamps; missing when any is missing.',
    signatures: extremes(),
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: (args) => allPresent(args, `least(${args.join(', ')})`),
    onnx: (args) => onnx.extreme('Less', args),
    example: { of: 'least(3, 1, 2)', is: 1 },
  },
  greatest: {
    group: 'arithmetic',
    summary: 'The largest of the numbers, dates or timestamps; missing when any is missing.',
    signatures: extremes(),
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: (args) => allPresent(args, `greatest(${args.join(', ')})`),
    onnx: (args) => onnx.extreme('Greater', args),
    example: { of: 'greatest(3, 1, null)', is: null },
  },
  clip: {
    group: 'arithmetic',
    summary: 'The number, or the bound it lies beyond. The upper bound wins when the bounds are the wrong way round.',
    signatures: (['int', 'float'] as const).map((type) => ({
      parameters: [type, type, type],
      names: ['number', 'low', 'high'],
      result: type,
    })),
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: (args) => allPresent(args, `least(greatest(${args[0]}, ${args[1]}), ${args[2]})`),
    onnx: ([a, low, high]) => onnx.extreme('Less', [onnx.extreme('Greater', [a!, low!]), high!]),
    example: { of: 'clip(12, 0, 10)', is: 10 },
  },
} satisfies Record<string, FunctionRow>;

function extremes(): readonly Signature[] {
  return (['int', 'float', 'date', 'timestamp'] as const).map((type) => ({
    parameters: [type],
    names: ['value', 'other'],
    rest: type,
    result: type,
  }));
}

/** DuckDB's least and greatest pass over nulls. */
function allPresent(args: readonly string[], sql: string): string {
  return `(case when ${args.map((arg) => `${arg} is not null`).join(' and ')} then ${sql} end)`;
}

/** `//` truncates; the smallest int over −1 would raise. */
function floorDivSql(a: string, b: string): string {
  const isBelow = `${a} % ${b} <> 0 and (${a} < 0) <> (${b} < 0)`;
  const minusOne = `when ${b} = -1 and ${a} > (-9223372036854775808)::bigint then -(${a})`;
  return `(case when ${b} not in (0, -1) then ${a} // ${b} - (case when ${isBelow} then 1 else 0 end) ${minusOne} end)`;
}

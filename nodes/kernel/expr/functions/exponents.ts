import { type FunctionRow, rowsLike, type Signature } from '../function-row';
import * as onnx from '../onnx/numbers';
import { finite, once } from './sql-guards';

const one: readonly Signature[] = [{ parameters: ['float'], names: ['number'], result: 'float' }];
const two = (...names: readonly string[]): readonly Signature[] => [
  { parameters: ['float', 'float'], names, result: 'float' },
];

const row = rowsLike({ group: 'exponents', nulls: 'domain', agreement: 'close' });

/** DuckDB raises where there is no logarithm or root. */
const where = (a: string, condition: (x: string) => string, use: (x: string) => string): string =>
  once(`(${a})::double`, 'x', (x) => `(case when ${condition(x)} then ${use(x)} end)`);
const positive = (x: string): string => `${x} > 0`;

export const exponents = {
  sqrt: row('Square root; missing for a number below 0.', one, {
    agreement: 'exact',
    duckdb: ([a]) =>
      where(
        a!,
        (x) => `${x} >= 0`,
        (x) => `sqrt(${x})`,
      ),
    onnx: ([a]) => onnx.sqrt(a!),
    example: { of: 'sqrt(-1)', is: null },
  }),
  cbrt: row('Cube root.', one, {
    nulls: 'propagate',
    duckdb: ([a]) =>
      once(`(${a})::double`, 'x', (x) =>
        once(
          `pow(abs(${x}), 0.3333333333333333::double)`,
          'r',
          (r) =>
            `(case when ${x} = 0 then 0.0::double else sign(${x}) * (${r} + (abs(${x}) / (${r} * ${r}) - ${r}) / 3.0::double) end)`,
        ),
      ),
    onnx: ([a]) => onnx.cbrt(a!),
    example: { of: 'cbrt(-64)', is: -4 },
  }),
  power: row(
    'A number to the power of another; missing where that is no number or too large.',
    two('base', 'exponent'),
    {
      duckdb: ([a, b]) => finite(`pow((${a})::double, (${b})::double)`),
      onnx: ([a, b]) => onnx.power(a!, b!),
      example: { of: 'power(2, 10)', is: 1024 },
    },
  ),
  exp: row('e to the power of a number; missing where that is too large.', one, {
    duckdb: ([a]) => finite(`exp((${a})::double)`),
    onnx: ([a]) => onnx.exp(a!),
    example: { of: 'exp(0)', is: 1 },
  }),
  ln: row('Natural logarithm; missing for numbers up to 0.', one, {
    duckdb: ([a]) => where(a!, positive, (x) => `ln(${x})`),
    onnx: ([a]) => onnx.ln(a!),
    example: { of: 'ln(1)', is: 0 },
  }),
  log10: row('Logarithm to base 10; missing for numbers up to 0.', one, {
    duckdb: ([a]) => where(a!, positive, (x) => `log10(${x})`),
    onnx: ([a]) => onnx.logarithm(10)(a!),
    example: { of: 'log10(0)', is: null },
  }),
  log2: row('Logarithm to base 2; missing for numbers up to 0.', one, {
    duckdb: ([a]) => where(a!, positive, (x) => `log2(${x})`),
    onnx: ([a]) => onnx.logarithm(2)(a!),
    example: { of: 'log2(-8)', is: null },
  }),
  log1p: row('ln(1 + number), also for numbers near 0; missing for numbers up to −1.', one, {
    duckdb: ([a]) =>
      where(
        a!,
        (x) => `${x} > -1`,
        (x) =>
          `(case when 1.0::double + ${x} = 1 then ${x} else ln(1.0::double + ${x}) * (${x} / ((1.0::double + ${x}) - 1.0::double)) end)`,
      ),
    onnx: ([a]) => onnx.log1p(a!),
    example: { of: 'log1p(0)', is: 0 },
  }),
  sigmoid: row('1 / (1 + exp(−number)): any number to between 0 and 1.', one, {
    nulls: 'propagate',
    duckdb: ([a]) => `(1.0::double / (1.0::double + exp(-((${a})::double))))`,
    onnx: ([a]) => onnx.sigmoid(a!),
    example: { of: 'sigmoid(0)', is: 0.5 },
  }),
  tanh: row('Hyperbolic tangent: any number to between −1 and 1.', one, {
    nulls: 'propagate',
    duckdb: ([a]) => `tanh((${a})::double)`,
    onnx: ([a]) => onnx.tanh(a!),
    example: { of: 'tanh(0)', is: 0 },
  }),
} satisfies Record<string, FunctionRow>;

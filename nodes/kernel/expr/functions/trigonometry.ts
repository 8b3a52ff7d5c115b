import { type FunctionRow, rowsLike, type Signature } from '../function-row';
import * as angles from '../onnx/angles';
import * as onnx from '../onnx/numbers';
import { sqlDouble } from '../sql-text';
import { finite, once } from './sql-guards';

const one: readonly Signature[] = [{ parameters: ['float'], names: ['number'], result: 'float' }];
const angle: readonly Signature[] = [{ parameters: ['float'], names: ['radians'], result: 'float' }];

const row = rowsLike({ group: 'trigonometry', nulls: 'propagate', agreement: 'close' });

const within = (a: string, name: string): string =>
  once(`(${a})::double`, 'x', (x) => `(case when ${x} between -1 and 1 then ${name}(${x}) end)`);

const cyclic = (name: 'sin' | 'cos', example: FunctionRow['example']): FunctionRow =>
  row(
    `${name === 'sin' ? 'Sine' : 'Cosine'} of a full turn per period, so that the end of a period lies next to its start: hours of a day, days of a week. Missing for a period up to 0.`,
    [{ parameters: ['float', 'float'], names: ['number', 'period'], result: 'float' }],
    {
      group: 'categories',
      nulls: 'domain',
      duckdb: ([a, period]) =>
        once(
          `(${period})::double`,
          'p',
          (p) => `(case when ${p} > 0 then ${name}((${a})::double % ${p} / ${p} * 6.283185307179586::double) end)`,
        ),
      onnx: ([a, period]) => onnx.cyclic(name === 'sin' ? 'Sin' : 'Cos', a!, period!),
      example,
    },
  );

export const trigonometry = {
  sin: row('Sine of an angle in radians.', angle, {
    duckdb: ([a]) => `sin((${a})::double)`,
    onnx: ([a]) => onnx.sin(a!),
    example: { of: 'sin(0)', is: 0 },
  }),
  cos: row('Cosine of an angle in radians.', angle, {
    duckdb: ([a]) => `cos((${a})::double)`,
    onnx: ([a]) => onnx.cos(a!),
    example: { of: 'cos(0)', is: 1 },
  }),
  tan: row('Tangent of an angle in radians.', angle, {
    nulls: 'domain',
    agreement: { notServable: 'onnxruntime has no kernel for it, and sin ÷ cos loses digits near a right angle' },
    duckdb: ([a]) => finite(`tan((${a})::double)`),
    example: { of: 'tan(0)', is: 0 },
  }),
  asin: row('The angle with this sine, in radians; missing outside −1 to 1.', one, {
    nulls: 'domain',
    duckdb: ([a]) => within(a!, 'asin'),
    onnx: ([a]) => angles.asin(a!),
    example: { of: 'asin(2)', is: null },
  }),
  acos: row('The angle with this cosine, in radians; missing outside −1 to 1.', one, {
    nulls: 'domain',
    duckdb: ([a]) => within(a!, 'acos'),
    onnx: ([a]) => angles.acos(a!),
    example: { of: 'acos(1)', is: 0 },
  }),
  atan: row('The angle with this tangent, in radians.', one, {
    duckdb: ([a]) => `atan((${a})::double)`,
    onnx: ([a]) => angles.atan(a!),
    example: { of: 'atan(0)', is: 0 },
  }),
  atan2: row(
    'The angle of a point, in radians from the x axis; 0 at the origin.',
    [{ parameters: ['float', 'float'], names: ['y', 'x'], result: 'float' }],
    {
      // Adding 0 makes 0 of −0, which would turn by half a turn.
      duckdb: ([y, x]) => `atan2((${y})::double + 0, (${x})::double + 0)`,
      onnx: ([y, x]) => angles.atan2(y!, x!),
      example: { of: 'atan2(0, 1)', is: 0 },
    },
  ),
  radians: row('Degrees as radians.', [{ parameters: ['float'], names: ['degrees'], result: 'float' }], {
    agreement: 'exact',
    duckdb: ([a]) => `((${a})::double * ${sqlDouble(Math.PI / 180)})`,
    onnx: ([a]) => onnx.scaled(Math.PI / 180)(a!),
    example: { of: 'radians(180)', is: Math.PI },
  }),
  degrees: row('Radians as degrees.', angle, {
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a]) => finite(`((${a})::double * ${sqlDouble(180 / Math.PI)})`),
    onnx: ([a]) => onnx.scaled(180 / Math.PI)(a!),
    example: { of: 'degrees(0)', is: 0 },
  }),
  cyclic_sin: cyclic('sin', { of: 'cyclic_sin(6, 24)', is: 1 }),
  cyclic_cos: cyclic('cos', { of: 'cyclic_cos(24, 24)', is: 1 }),
} satisfies Record<string, FunctionRow>;

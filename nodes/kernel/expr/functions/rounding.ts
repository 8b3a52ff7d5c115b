import type { FunctionRow, Signature } from '../function-row';
import * as onnx from '../onnx/numbers';
import { checkWhole, writtenNumber } from './constants';
import { finite, once } from './sql-guards';

const numbers: readonly Signature[] = (['int', 'float'] as const).map((type) => ({
  parameters: [type],
  names: ['number'],
  result: type,
}));

const toWhole = (
  name: 'floor' | 'ceil' | 'trunc',
  summary: string,
  lower: NonNullable<FunctionRow['onnx']>,
  is: number,
): FunctionRow => ({
  group: 'rounding',
  summary,
  signatures: numbers,
  nulls: 'propagate',
  agreement: 'exact',
  duckdb: ([a], { types }) => (types?.[0] === 'int' ? a! : `${name}((${a})::double)`),
  onnx: (args, call) => (call.types?.[0] === 'int' ? args[0]! : lower(args, call)),
  example: { of: `${name}(-2.5)`, is },
});

export const rounding = {
  round: {
    group: 'rounding',
    summary:
      'Rounded to a whole number or to decimals, halves away from zero. Digits below 0 round to tens, hundreds …',
    signatures: [
      { parameters: ['int'], names: ['number'], result: 'int' },
      {
        parameters: ['float', 'int'],
        names: ['number', 'digits'],
        optional: 1,
        result: 'float',
      },
    ],
    nulls: 'domain',
    agreement: 'exact',
    constants: [1],
    check: checkWhole(1, 'The number of digits', -15, 15),
    duckdb: ([a], call) => {
      if (call.types?.[0] === 'int') return a!;
      const digits = writtenNumber(call, 1) ?? 0;
      const power = `${10 ** Math.abs(digits)}::double`;
      if (digits === 0) return `round((${a})::double)`;
      if (digits < 0) return finite(`(round((${a})::double / ${power}) * ${power})`);
      return once(
        `((${a})::double)`,
        'x',
        (x) => `(case when isfinite(${x} * ${power}) then round(${x} * ${power}) / ${power} else ${x} end)`,
      );
    },
    onnx: ([a], call) => (call.types?.[0] === 'int' ? a! : onnx.round(a!, writtenNumber(call, 1) ?? 0)),
    example: { of: 'round(2.5)', is: 3 },
  },
  floor: toWhole('floor', 'The largest whole number that is not larger.', ([a]) => onnx.floor(a!), -3),
  ceil: toWhole('ceil', 'The smallest whole number that is not smaller.', ([a]) => onnx.ceil(a!), -2),
  trunc: toWhole('trunc', 'Without its decimals.', ([a]) => onnx.trunc(a!), -2),
} satisfies Record<string, FunctionRow>;

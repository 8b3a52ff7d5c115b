import type { FunctionRow } from '../function-row';
import { onnx } from '../onnx';

export const conversion = {
  to_float: {
    group: 'conversion',
    summary: 'An int, bool or float as a float; true is 1. Beyond 2⁵³ an int is rounded to the nearest double.',
    signatures: (['int', 'float', 'bool'] as const).map((type) => ({
      parameters: [type],
      names: ['value'],
      result: 'float',
    })),
    nulls: 'domain',
    agreement: 'exact',
    duckdb: ([a]) => `(${a})::double`,
    onnx: ([a]) => onnx.toFloat(a!),
    example: { of: 'to_float(3)', is: 3 },
  },
  to_bool_float: {
    group: 'conversion',
    summary: 'True as 1, false as 0.',
    signatures: [{ parameters: ['bool'], names: ['value'], result: 'float' }],
    nulls: 'propagate',
    agreement: 'exact',
    internal: true,
    duckdb: ([a]) => `(${a})::int::double`,
    onnx: ([a]) => onnx.toFloat(a!),
  },
} satisfies Record<string, FunctionRow>;

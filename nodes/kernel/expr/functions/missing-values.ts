import type { FunctionRow } from '../function-row';
import * as onnx from '../onnx/logic';

export const missingValues = {
  is_null: {
    group: 'missing values',
    summary: 'True where the value is missing.',
    signatures: [{ parameters: ['any'], names: ['value'], result: 'bool' }],
    nulls: 'never',
    agreement: 'exact',
    duckdb: ([a]) => `(${a} is null)`,
    onnx: ([a]) => onnx.isNull(a!),
    example: { of: 'is_null(1 / 0)', is: true },
  },
  is_not_null: {
    group: 'missing values',
    summary: 'True where the value is there.',
    signatures: [{ parameters: ['any'], names: ['value'], result: 'bool' }],
    nulls: 'never',
    agreement: 'exact',
    duckdb: ([a]) => `(${a} is not null)`,
    onnx: ([a]) => onnx.not(onnx.isNull(a!)),
    example: { of: "is_not_null('')", is: true },
  },
  coalesce: {
    group: 'missing values',
    summary: 'The first value that is not missing.',
    signatures: [{ parameters: ['same'], names: ['value', 'otherwise'], rest: 'same', result: 'same' }],
    nulls: 'own',
    mayBeNull: (nullable) => !nullable.includes(false),
    agreement: 'exact',
    duckdb: (args) => `coalesce(${args.join(', ')})`,
    onnx: (args) => onnx.coalesce(args),
    example: { of: 'coalesce(null, 2, 3)', is: 2 },
  },
  null_if: {
    group: 'missing values',
    summary: 'Missing where the value equals another, else the value: for codes such as −999 that stand for nothing.',
    signatures: [{ parameters: ['same', 'same'], names: ['value', 'code'], result: 'same' }],
    nulls: 'own',
    agreement: 'exact',
    duckdb: ([a, b]) => `(case when (${a} = ${b}) then null else ${a} end)`,
    onnx: ([a, b]) => onnx.nullWhere(a!, onnx.compare('Equal', a!, b!)),
    example: { of: 'null_if(-999, -999)', is: null },
  },
} satisfies Record<string, FunctionRow>;

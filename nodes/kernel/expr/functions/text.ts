import type { FunctionRow } from '../function-row';
import { onnx } from '../onnx';

export const textFunctions = {
  concat: {
    group: 'text',
    summary: 'The texts one after the other; missing when one is missing.',
    signatures: [{ parameters: ['text'], names: ['text', 'more'], rest: 'text', result: 'text' }],
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: (args) => `(${args.join(' || ')})`,
    onnx: (args) => onnx.concatTexts(args),
    example: { of: "concat('a', '-', 'b')", is: 'a-b' },
  },
} satisfies Record<string, FunctionRow>;

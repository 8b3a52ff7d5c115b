import type { FunctionRow } from '../function-row';
import { onnx } from '../onnx';

export const patterns = {
  matches: {
    group: 'patterns',
    summary: 'True when the whole text matches a regular expression (RE2).',
    signatures: [{ parameters: ['text', 'text'], names: ['text', 'pattern'], result: 'bool' }],
    nulls: 'propagate',
    agreement: 'exact',
    constants: [1],
    duckdb: ([a, pattern]) => `regexp_full_match(${a}, ${pattern})`,
    onnx: ([a, pattern]) => onnx.matches(a!, pattern!),
    example: { of: "matches('AB-12', '[A-Z]+-[0-9]+')", is: true },
  },
} satisfies Record<string, FunctionRow>;

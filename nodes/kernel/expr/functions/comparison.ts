import type { CallShape, FunctionRow, Signature } from '../function-row';
import { inSet, wholeItems } from '../onnx/categories';
import * as onnx from '../onnx/logic';

const sameTypes: readonly Signature[] = [{ parameters: ['same', 'same'], names: ['left', 'right'], result: 'bool' }];

const ordered: readonly Signature[] = (['int', 'float', 'date', 'timestamp', 'text'] as const).map((type) => ({
  parameters: [type, type],
  names: ['left', 'right'],
  result: 'bool',
}));

const order = (
  summary: string,
  sign: string,
  name: onnx.OnnxComparison,
  example: FunctionRow['example'],
): FunctionRow => ({
  group: 'comparison',
  summary: `${summary} Text is ordered by code point, in runs only.`,
  signatures: ordered,
  nulls: 'propagate',
  agreement: 'exact',
  duckdb: ([a, b]) => `(${a} ${sign} ${b})`,
  onnx: ([a, b]) => onnx.compare(name, a!, b!),
  example,
});

/** An int is compared with the whole numbers of a list, as ints. */
const wholeNumbers = (call: CallShape): readonly string[] | undefined => {
  const list = call.args[1];
  if (call.types?.[0] !== 'int' || list?.op !== 'literal' || !Array.isArray(list.value)) return undefined;
  return wholeItems(list.value);
};

export const comparison = {
  equal: {
    group: 'comparison',
    summary: 'True when both are the same value. Numbers by value, text by code point.',
    signatures: sameTypes,
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: ([a, b]) => `(${a} = ${b})`,
    onnx: ([a, b]) => onnx.compare('Equal', a!, b!),
    example: { of: "equal('a', 'A')", is: false },
  },
  not_equal: {
    group: 'comparison',
    summary: 'True when the values differ.',
    signatures: sameTypes,
    nulls: 'propagate',
    agreement: 'exact',
    duckdb: ([a, b]) => `(${a} <> ${b})`,
    onnx: ([a, b]) => onnx.not(onnx.compare('Equal', a!, b!)),
    example: { of: 'not_equal(1, 2)', is: true },
  },
  less: order('True when the first is smaller or earlier.', '<', 'Less', { of: 'less(1, 2)', is: true }),
  less_or_equal: order('True when the first is smaller, earlier or the same.', '<=', 'LessOrEqual', {
    of: 'less_or_equal(2, 2)',
    is: true,
  }),
  greater: order('True when the first is larger or later.', '>', 'Greater', { of: 'greater(1, 2)', is: false }),
  greater_or_equal: order('True when the first is larger, later or the same.', '>=', 'GreaterOrEqual', {
    of: 'greater_or_equal(1, null)',
    is: null,
  }),
  between: {
    group: 'comparison',
    summary: 'True when the value lies between two bounds, both included.',
    signatures: (['int', 'float', 'date', 'timestamp', 'text'] as const).map((type) => ({
      parameters: [type, type, type],
      names: ['value', 'low', 'high'],
      result: 'bool',
    })),
    nulls: 'own',
    mayBeNull: (nullable) => nullable.includes(true),
    agreement: 'exact',
    duckdb: ([a, low, high]) => `(${a} between ${low} and ${high})`,
    onnx: ([a, low, high]) => onnx.and([onnx.compare('LessOrEqual', low!, a!), onnx.compare('LessOrEqual', a!, high!)]),
    example: { of: 'between(5, 1, 5)', is: true },
  },
  in_set: {
    group: 'comparison',
    summary: 'True when the value is one of a list. Typed as `value in (…)`.',
    signatures: [
      { parameters: ['text', 'text-list'], names: ['value', 'list'], result: 'bool' },
      { parameters: ['int', 'number-list'], names: ['value', 'list'], result: 'bool' },
      { parameters: ['float', 'number-list'], names: ['value', 'list'], result: 'bool' },
    ],
    nulls: 'propagate',
    agreement: 'exact',
    constants: [1],
    duckdb: ([a, list], call) => {
      const whole = wholeNumbers(call);
      return `list_contains(${whole ? `[${whole.join(', ')}]::bigint[]` : list}, ${a})`;
    },
    onnx: ([a, list]) => inSet(a!, list!),
    example: { of: "'oslo' in ('oslo', 'bergen')", is: true },
  },
} satisfies Record<string, FunctionRow>;

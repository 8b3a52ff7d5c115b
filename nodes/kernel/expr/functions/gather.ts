import { columnsOf, type Expr } from '../expr';
import type { CallShape, FunctionRow } from '../function-row';
import * as onnx from '../onnx/gather';
import type { OnnxValue } from '../onnx/onnx';

/** Which columns a model reads can be learned; that there is one vector of them is known before. */
export const gathering = {
  gather: {
    group: 'categories',
    summary: 'A vector of those numbers whose column is among the chosen ones, in the order of the numbers.',
    signatures: [{ parameters: ['text-list'], names: ['chosen', 'number'], rest: 'float', result: 'vector' }],
    nulls: 'never',
    agreement: 'exact',
    constants: [0],
    internal: true,
    duckdb: ([, ...numbers], call) => `[${chosen(numbers, call).join(', ')}]::double[]`,
    onnx: ([list, ...numbers], { args }) => onnx.gather(pick(numbers, args, list!.items ?? [])),
  },
} satisfies Record<string, FunctionRow>;

function chosen(numbers: readonly string[], { args }: CallShape): string[] {
  const list = args[0]?.op === 'literal' && Array.isArray(args[0].value) ? args[0].value : [];
  return pick(numbers, args, list);
}

/** Each number is computed from the one column it is named after. */
function pick<T extends string | OnnxValue>(
  numbers: readonly T[],
  args: readonly Expr[],
  names: readonly (string | number)[],
): T[] {
  const wanted = new Set(names.map(String));
  return numbers.filter((_, at) => wanted.has(columnsOf(args[at + 1]!)[0]!));
}

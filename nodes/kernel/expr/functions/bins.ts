import { binLabels } from '../bin-labels';
import type { Expr } from '../expr';
import type { CallShape, FunctionRow } from '../function-row';
import { binLabel, binOneHot } from '../onnx/bins';
import { sqlDouble, sqlText } from '../sql-text';
import { binSearch } from './bin-search';
import { once } from './sql-guards';

/** What the bin node makes of `bucketize`; edges are learned or written out, and there may be none. */
export const bins = {
  bin_label: {
    group: 'categories',
    summary: 'The label of the bin that a number lies in: `[18, 65)`, or the one given for it.',
    signatures: [
      { parameters: ['float', 'number-list', 'text-list'], names: ['number', 'edges', 'labels'], result: 'text' },
    ],
    nulls: 'propagate',
    agreement: 'exact',
    constants: [1, 2],
    internal: true,
    duckdb: ([a], call) =>
      once(`(${a})::double`, 'x', (x) => {
        const labels = labelsOf(call).map(sqlText);
        return binSearch(x, edgesOf(call), (bin) => labels[bin]!);
      }),
    onnx: ([a], call) => binLabel(a!, edgesOf(call), labelsOf(call)),
  },
  bin_one_hot: {
    group: 'categories',
    summary:
      'One component per bin, 1 for the bin that the number lies in; a missing number has its own, or all are 0.',
    signatures: [
      {
        parameters: ['float', 'number-list', 'text-list', 'bool'],
        names: ['number', 'edges', 'labels', 'missing'],
        result: 'vector',
      },
    ],
    nulls: 'never',
    agreement: 'exact',
    constants: [1, 2, 3],
    internal: true,
    duckdb: ([a], call) => {
      const edges = edgesOf(call);
      const components = [...edges, undefined].map((edge, at) => {
        const above = at === 0 ? `${a} is not null` : `${a} >= ${sqlDouble(edges[at - 1]!)}`;
        return `coalesce((${above}${edge === undefined ? '' : ` and ${a} < ${sqlDouble(edge)}`})::int::double, 0)`;
      });
      if (withMissing(call)) components.push(`(${a} is null)::int::double`);
      return `[${components.join(', ')}]::double[]`;
    },
    onnx: ([a], call) => binOneHot(a!, edgesOf(call), withMissing(call)),
  },
} satisfies Record<string, FunctionRow>;

const listOf = (list: Expr | undefined): readonly unknown[] =>
  list?.op === 'literal' && Array.isArray(list.value) ? list.value : [];

const withMissing = ({ args }: CallShape): boolean => args[3]?.op === 'literal' && args[3].value === true;
const edgesOf = ({ args }: CallShape): number[] => listOf(args[1]).map(Number);
const labelsOf = (call: CallShape): string[] => binLabels(edgesOf(call), listOf(call.args[2]).map(String));

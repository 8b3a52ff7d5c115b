import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { arriving, unchangedUpTo } from './columns';
import type { ReadersOf } from './learns-before-split';
import { isOneRowPer } from './one-row-per';
import { pathDown } from './paths';
import { findRel, labelColumns, type RowState, splitAt } from './row-state';
import { shapeOf } from './shape';
import { unlikeUnion } from './union-labels';

/** Nodes with several labelled inputs: the labels must be of one split, and a join must not tear its groups apart. */
export function labelsThatMeet(state: RowState, readers: ReadersOf): Diagnostic[] {
  const ports = Object.keys(state.above);
  if (ports.length < 2) return [];
  const shape = Object.values(shapeOf(state.typed)).find((rel) => rel !== undefined);
  if (findRel(shape, 'union')) return unlikeUnion(state, ports, readers);
  const labelled = ports.filter((port) => splitAt(state, port));
  if (labelled.length < 2 || !shape) return [];
  const splits = [...new Set(labelled.map((port) => splitAt(state, port)!))];
  if (splits.length > 1) return [twoSplits(state, splits, readers)];
  const join = findRel(shape, 'join');
  if (!join || isOnGroup(state, splits[0]!)) return [];
  const split = splits[0]!;
  const columns = labelColumns(split);
  return [
    diagnostic(
      'leak-labels-differ',
      { node: state.id },
      `${state.title} matches rows of ${split.title} by columns that do not decide their label, so a training row could meet a test row.`,
      {
        hint: `${columns.length > 0 ? `Join on ${columns.join(' and ')}` : 'Join on the key'}, or join before ${split.title}.`,
        path: pathDown(split, state),
      },
    ),
  ];
}

/** On the split's key or group, or on the group of rows that were grouped within their part. Rows meet within parts only. */
function isOnGroup(state: RowState, split: RowState): boolean {
  const join = findRel(Object.values(shapeOf(state.typed)).find(Boolean), 'join')!;
  const [left, right] = join.inputs.map((input) => (input.op === 'scan' ? input.key : 'table'));
  const columns = labelColumns(split);
  const isLabelColumn = (port: string, name: string) => {
    const at = unchangedUpTo(arriving(state, port, name), split);
    return at !== undefined && columns.includes(at.column);
  };
  if (join.on.some((pair) => isLabelColumn(left!, pair.left) && isLabelColumn(right!, pair.right))) return true;
  return (
    isOneRowPer(
      state,
      left!,
      join.on.map((pair) => pair.left),
    ) ||
    isOneRowPer(
      state,
      right!,
      join.on.map((pair) => pair.right),
    )
  );
}

function twoSplits(state: RowState, splits: readonly RowState[], readers: ReadersOf): Diagnostic {
  const [first, second] = splits as [RowState, RowState];
  const edits = [...bypass(second, readers)];
  return diagnostic(
    'leak-labels-differ',
    { node: state.id },
    `The tables that meet in ${state.title} are labelled by different splits, ${named(first)} and ${named(second)}: a row could be training in one and test in the other.`,
    {
      hint: 'Keep the split of the table whose rows are predicted; the other table takes its labels.',
      path: [...new Set([...pathDown(first, state), ...pathDown(second, state)])],
      ...(edits.length > 0 ? { fix: { title: `Take ${named(second)} out`, edits } } : {}),
    },
  );
}

const named = ({ title, id }: RowState): string => `${title} (${id})`;

/** What read the split reads what the split read. */
function bypass(split: RowState, readers: ReadersOf): Edit[] {
  const before = split.typed.linked.inputs.table;
  if (!before) return [];
  return [
    ...readers(split.id).map((to): Edit => ({ kind: 'connect', wire: { from: before, to } })),
    { kind: 'remove-node', id: split.id },
  ];
}

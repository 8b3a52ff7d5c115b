import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import { isOneRowPer } from './one-row-per';
import { pathDown } from './paths';
import { findRel, labelColumns, type RowState } from './row-state';
import { shapeOf } from './shape';

/** Rows repeated by a join and then labelled one by one land in several parts. */
export function repeatedRows(split: RowState): Diagnostic[] {
  if (split.isRowByRow || labelColumns(split).length > 0) return [];
  const found = repeaterAbove(split);
  if (!found) return [];
  const { node, by } = found;
  return [
    diagnostic(
      'leak-group-split',
      { node: split.id },
      `${node.title} may repeat a row, and ${split.title} labels each copy on its own: copies of one row could be training and test.`,
      {
        hint: by ? `Split by group, on ${by}.` : 'Split by group, on the column that identifies the row.',
        path: pathDown(node, split),
      },
    ),
  ];
}

function repeaterAbove(split: RowState): { node: RowState; by?: string } | undefined {
  const queue = Object.values(split.above);
  for (const state of queue) {
    const join = Object.keys(state.above).length > 1 ? findRel(shapeOf(state.typed).table, 'join') : undefined;
    if (join && join.kind !== 'semi' && join.kind !== 'anti') {
      const port = join.inputs[1].op === 'scan' ? join.inputs[1].key : 'right';
      const isOne = isOneRowPer(
        state,
        port,
        join.on.map((pair) => pair.right),
      );
      if (!isOne) {
        const by = join.inputs[0].op === 'scan' ? state.typed.inputs[join.inputs[0].key]?.key : undefined;
        return { node: state, ...(by === undefined ? {} : { by }) };
      }
    }
    for (const parent of Object.values(state.above)) if (!queue.includes(parent)) queue.push(parent);
  }
  return undefined;
}

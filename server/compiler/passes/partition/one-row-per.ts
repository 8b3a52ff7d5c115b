import { arriving, unchangedUpTo } from './columns';
import { findRel, type RowState } from './row-state';
import { shapeOf } from './shape';

/** Whether the rows that arrive at a port are one per combination of these columns: they hold its key, or its groups. */
export function isOneRowPer(state: RowState, port: string, columns: readonly string[]): boolean {
  const key = state.typed.inputs[port]?.key;
  if (key !== undefined && columns.includes(key)) return true;
  const grouped = groupedAbove(state.above[port]);
  const by = findRel(grouped && shapeOf(grouped.typed).table, 'aggregate')?.by;
  if (!grouped || !by) return false;
  const known = columns.flatMap((column) => unchangedUpTo(arriving(state, port, column), grouped)?.column ?? []);
  return by.every((column) => known.includes(column));
}

/** The node that made groups of the rows, when nothing after it made others of them. */
function groupedAbove(from: RowState | undefined): RowState | undefined {
  for (let at = from; at && Object.keys(at.above).length === 1; at = Object.values(at.above)[0])
    if (at.typed.traits.rows === 'changes') return at;
  return undefined;
}

import { formatInteger } from '@/app/_ui/figures';
import type { ChangedColumns } from './changed-cells';
import type { RowsView } from './fetch-rows';
import type { Side } from './use-side';

/** Neither side is sorted or filtered on its own: rows stand beside each other. */
export const isSameOrder = (a: RowsView, b: RowsView): boolean =>
  [a, b].every(({ sort = [], where = [] }) => sort.length === 0 && where.length === 0);

/** Rows that went in and did not come out, where both are counted and looked at whole. */
export function rowsGone(before: Side, after: Side): number {
  const isWhole = isSameOrder(before.view, after.view) && before.rows.isCounted && after.rows.isCounted;
  const isCut = ({ rows }: Side) => rows.basis?.kind === 'sample';
  const isAlike = isCut(before) === isCut(after);
  return isWhole && isAlike ? before.rows.rowCount - after.rows.rowCount : 0;
}

export const columnsWords = (count: number) => `${count} ${count === 1 ? 'column' : 'columns'}`;

/** “1 column changed, 2 added, 30 rows gone” */
export function changeWords({ changed, added }: ChangedColumns, rowsLess: number): string | undefined {
  const said: string[] = [];
  if (changed.length > 0) said.push(`${columnsWords(changed.length)} changed`);
  if (added.length > 0) said.push(changed.length > 0 ? `${added.length} added` : `${columnsWords(added.length)} added`);
  if (rowsLess !== 0) {
    const count = Math.abs(rowsLess);
    said.push(`${formatInteger(count)} ${count === 1 ? 'row' : 'rows'} ${rowsLess > 0 ? 'gone' : 'more'}`);
  }
  return said.length > 0 ? said.join(', ') : undefined;
}

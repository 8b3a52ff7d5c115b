import { useMemo } from 'react';
import { decimalsOf, fittingWidth } from './cell-text';
import { type GridLayout, shownColumns } from './grid-layout';
import type { ShownColumn } from './grid-line';
import type { DataGridProps } from './grid-types';

export interface ColumnsOnScreen {
  /** From left to right, pinned ones first; `left` is set later, by what scrolls. */
  readonly all: readonly ShownColumn[];
  readonly pinnedCount: number;
  readonly pinnedWidth: number;
}

/** Order and widths of the columns on screen; the last takes the room that is left. */
export function useShownColumns(
  { columns, rowCount, getRow }: Pick<DataGridProps, 'columns' | 'rowCount' | 'getRow'>,
  layout: GridLayout,
  room: number,
): ColumnsOnScreen {
  const fitted = useMemo(
    () =>
      columns.map((column, index) => {
        const decimals = decimalsOf(column, index, { rowCount, getRow });
        return { decimals, width: fittingWidth(column, index, decimals, { rowCount, getRow }) };
      }),
    [columns, rowCount, getRow],
  );
  return useMemo(() => {
    const { order, pinnedCount } = shownColumns(columns, layout);
    const all = order.map((index, place): ShownColumn => {
      const column = columns[index]!;
      const { decimals, width } = fitted[index]!;
      return { place, index, column, decimals, width: layout.widths[column.name] ?? width, left: undefined };
    });
    const spare = room - all.reduce((sum, { width }) => sum + width, 0);
    const last = all.at(-1);
    if (last && spare > 0 && layout.widths[last.column.name] === undefined)
      all[all.length - 1] = { ...last, width: last.width + spare };
    const pinnedWidth = all.slice(0, pinnedCount).reduce((sum, { width }) => sum + width, 0);
    return { all, pinnedCount, pinnedWidth };
  }, [columns, fitted, layout, room]);
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo } from 'react';
import type { ShownColumn } from './grid-line';
import type { ColumnsOnScreen } from './use-shown-columns';

const rowHeight = 24;
const headHeight = 62;

/** The part of the sheet that is in view: which rows, which columns, and how large the whole is. */
export function useGridWindow(
  scroller: RefObject<HTMLDivElement | null>,
  rowCount: number,
  { all, pinnedCount, pinnedWidth }: ColumnsOnScreen,
  indexWidth: number,
) {
  const stay = indexWidth + pinnedWidth;
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: all.length - pinnedCount,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => all[index + pinnedCount]?.width ?? 100,
    overscan: 3,
    paddingStart: stay,
    scrollPaddingStart: stay,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: new widths must be measured anew
  useEffect(() => across.measure(), [all, stay, across]);
  const visibleColumns = across.getVirtualItems();
  const pinned = useMemo(() => all.slice(0, pinnedCount), [all, pinnedCount]);
  const shown = useMemo(
    () =>
      visibleColumns.flatMap(({ index, start }): ShownColumn[] => {
        const at = all[index + pinnedCount];
        return at ? [{ ...at, left: start }] : [];
      }),
    [visibleColumns, all, pinnedCount],
  );
  return {
    rows,
    across,
    pinned,
    shown,
    lines: rows.getVirtualItems(),
    height: rows.getTotalSize(),
    width: across.getTotalSize(),
  };
}

'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { classNames } from '../class-names';
import { MenuAt } from '../menu';
import { isMissing } from './cell-text';
import { ColumnHead } from './column-head';
import styles from './data-grid.module.css';
import { type GridLayout, plainLayout, withWidth } from './grid-layout';
import { GridLine, type ShownColumn } from './grid-line';
import type { CopyFormat, DataGridProps } from './grid-types';
import { atCell, type Cell, type GridSelection, isOneCell, moved, rangeOf } from './selection';
import { useGridMenu } from './use-grid-menu';
import { useShownColumns } from './use-shown-columns';

const rowHeight = 24;
const headHeight = 62;
/** Taller sheets than 33 million pixels are cut off by browsers. */
const mostRows = 1_390_000;

/** Rows and columns, both virtual: a million rows scroll like eight. Arrows move, Shift selects, Ctrl+C copies. */
export function DataGrid(props: DataGridProps) {
  const { columns, getRow, onRange, label, firstNumber = 1, onColumnSelect, selectedColumn, className } = props;
  const { sort, onCopy, onType, goTo, scrollGroup } = props;
  const rowCount = Math.min(props.rowCount, mostRows);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [ownLayout, setOwnLayout] = useState<GridLayout>(plainLayout);
  const layout = props.layout ?? ownLayout;
  const setLayout = props.onLayout ?? setOwnLayout;
  const [selection, setSelection] = useState<GridSelection>(() => atCell({ row: 0, column: 0 }));

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const size = new ResizeObserver(() => setRoom(element.clientWidth));
    size.observe(element);
    return () => size.disconnect();
  }, []);
  useEffect(() => (scroller.current && scrollGroup ? scrollGroup.join(scroller.current) : undefined), [scrollGroup]);

  const indexWidth = Math.max(40, String(rowCount + firstNumber - 1).length * 7 + 22);
  const { all, pinnedCount, pinnedWidth } = useShownColumns({ columns, rowCount, getRow }, layout, room - indexWidth);
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

  const visibleRows = rows.getVirtualItems();
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
  const first = visibleRows[0]?.index ?? 0;
  const last = visibleRows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rowCount > 0) onRange?.(first, last);
  }, [onRange, first, last, rowCount]);

  const go = useCallback(
    (active: Cell, extend: boolean) => {
      setSelection((before) => ({ active, anchor: extend ? before.anchor : active }));
      if (active.row >= 0) rows.scrollToIndex(active.row, { align: 'auto' });
      if (active.column >= pinnedCount) across.scrollToIndex(active.column - pinnedCount, { align: 'auto' });
    },
    [rows, across, pinnedCount],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for once
  useEffect(() => {
    if (!goTo) return;
    const column = all.findIndex((each) => each.column.name === goTo.column);
    go({ row: goTo.row, column: Math.max(0, column) }, false);
  }, [goTo]);

  const range = rangeOf(selection, rowCount);
  const copy = (as: CopyFormat) => {
    const names = all.slice(range.left, range.right + 1).map(({ column }) => column.name);
    if (onCopy && !(isOneCell(range) && as === 'tsv'))
      return onCopy({ rows: [range.top, range.bottom], columns: names }, as);
    const value = getRow(range.top)?.cells[all[range.left]?.index ?? 0];
    navigator.clipboard.writeText(isMissing(value) ? '' : String(value)).catch(() => undefined);
  };
  const menu = useGridMenu(props, layout, setLayout, copy);
  const openMenu = useRef({ menu, all });
  openMenu.current = { menu, all };

  const onCell = useCallback((row: number, place: number, event: MouseEvent) => {
    const isMenu = event.type === 'contextmenu';
    if (!isMenu && event.button !== 0) return;
    const { menu: menus, all: places } = openMenu.current;
    const column = Math.max(0, place);
    if (!isMenu) {
      // A whole row from its number.
      const end = place < 0 ? { row, column: places.length - 1 } : { row, column };
      setSelection((before) => ({ active: end, anchor: event.shiftKey ? before.anchor : { row, column } }));
      return;
    }
    event.preventDefault();
    setSelection((before) => {
      const { top, bottom, left, right } = rangeOf(before, Number.MAX_SAFE_INTEGER);
      const isIn = row >= top && row <= bottom && (place < 0 || (column >= left && column <= right));
      return isIn
        ? before
        : { active: { row, column: place < 0 ? places.length - 1 : column }, anchor: { row, column } };
    });
    const name = places[column]?.column.name;
    if (name !== undefined)
      menus.ofCell({ row, column: name }, `Row ${row + 1}, ${name}`, { x: event.clientX, y: event.clientY });
  }, []);
  const onPick = useCallback(
    (place: number, extend: boolean) => {
      setSelection((before) => {
        const active = { row: -1, column: place };
        return { active, anchor: extend ? before.anchor : active };
      });
      const column = openMenu.current.all[place]?.column;
      if (column) onColumnSelect?.(column);
    },
    [onColumnSelect],
  );
  const onHeadMenu = useCallback((place: number, at: { x: number; y: number }) => {
    const { menu: menus, all: places } = openMenu.current;
    const there = places[place];
    if (there) menus.ofColumn(there.column, there.width, at);
  }, []);
  const onWidth = useCallback(
    (name: string, width: number | undefined) => setLayout(withWidth(layout, name, width)),
    [setLayout, layout],
  );

  const { active } = selection;
  const activeId = all.length > 0 ? `${id}-${active.row}-${active.column}` : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const jump = event.ctrlKey || event.metaKey;
    const size = { rowCount, columnCount: all.length, page: Math.max(1, visibleRows.length - 10) };
    const next = event.altKey ? undefined : moved(active, { key: event.key, jump }, size);
    const place = all[active.column];
    const openHere = () => {
      const box = document.getElementById(activeId ?? '')?.getBoundingClientRect();
      const at = { x: (box?.left ?? 0) + 12, y: box?.bottom ?? 0 };
      if (active.row < 0) onHeadMenu(active.column, at);
      else if (place) menu.ofCell({ row: active.row, column: place.column.name }, `Row ${active.row + 1}`, at);
    };
    if (next) go(next, event.shiftKey);
    else if (event.key === 'Enter' && active.row < 0 && place) {
      if (onColumnSelect) onColumnSelect(place.column);
      else openHere();
    } else if (event.key === 'Enter' && place && onColumnSelect) onColumnSelect(place.column);
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) openHere();
    else if (event.altKey && event.key === 'ArrowDown') onHeadMenu(active.column, headPoint(id, active.column));
    else if (jump && event.key === 'a')
      setSelection({ active: { row: rowCount - 1, column: all.length - 1 }, anchor: { row: 0, column: 0 } });
    else if (event.shiftKey && event.key === ' ')
      setSelection({ active: { row: active.row, column: all.length - 1 }, anchor: { row: active.row, column: 0 } });
    else if (jump && event.key === 'c' && rowCount > 0 && window.getSelection()?.isCollapsed !== false) copy('tsv');
    else if (onType && !jump && !event.altKey && event.key.length === 1 && event.key !== ' ') onType(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const head = (each: ShownColumn) => {
    const by = sort?.find(({ column }) => column === each.column.name);
    return (
      <ColumnHead
        key={each.column.name}
        id={`${id}--1-${each.place}`}
        column={each.column}
        place={each.place}
        left={each.left}
        width={each.width}
        sorted={by && (by.descending ? 'descending' : 'ascending')}
        isActive={active.row === -1 && active.column === each.place}
        isSelected={each.column.name === selectedColumn}
        isClickable={onColumnSelect !== undefined}
        onPick={onPick}
        onMenu={onHeadMenu}
        onWidth={onWidth}
      />
    );
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a <table> cannot be virtual in both directions */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={props.rowCount + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-activedescendant={activeId}
        className={classNames(styles.grid, className)}
        onKeyDown={onKeyDown}
      >
        <div
          className={styles.sheet}
          style={{ height: rows.getTotalSize(), width: across.getTotalSize() }}
          role="presentation"
        >
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
          <div role="row" aria-rowindex={1} className={styles.head}>
            <div className={styles.stay} role="presentation">
              {/* biome-ignore lint/a11y/useSemanticElements: see above */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
              <div
                role="columnheader"
                aria-colindex={1}
                aria-label="Row"
                className={styles.corner}
                style={{ width: indexWidth }}
              />
              {pinned.map(head)}
            </div>
            {shown.map(head)}
          </div>
          {visibleRows.map((line) => {
            const isIn = line.index >= range.top && line.index <= range.bottom && !isOneCell(range);
            return (
              <GridLine
                key={line.index}
                gridId={id}
                index={line.index}
                number={line.index + firstNumber}
                top={line.start}
                row={getRow(line.index)}
                pinned={pinned}
                shown={shown}
                indexWidth={indexWidth}
                active={active.row === line.index ? active.column : -1}
                from={isIn ? range.left : -1}
                to={isIn ? range.right : -1}
                onCell={onCell}
              />
            );
          })}
        </div>
      </div>
      {menu.open ? (
        <MenuAt
          at={menu.open.at}
          label={menu.open.label}
          entries={menu.open.entries}
          onClose={menu.close}
          returnTo={scroller.current}
        />
      ) : null}
    </>
  );
}

function headPoint(id: string, place: number): { x: number; y: number } {
  const box = document.getElementById(`${id}--1-${place}`)?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 12, y: box?.bottom ?? 0 };
}

'use client';

import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { classNames } from '../class-names';
import { MenuAt } from '../menu';
import { ColumnHead } from './column-head';
import styles from './data-grid.module.css';
import { type GridLayout, plainLayout } from './grid-layout';
import { GridLine, type ShownColumn } from './grid-line';
import type { DataGridProps } from './grid-types';
import { type Cell, isOneCell } from './selection';
import { useGridHands } from './use-grid-hands';
import { useGridWindow } from './use-grid-window';
import { useShownColumns } from './use-shown-columns';

/** Taller sheets than 33 million pixels are cut off by browsers. */
const mostRows = 1_390_000;

/** Rows and columns, both virtual: a million rows scroll like eight. Arrows move, Shift selects, Ctrl+C copies. */
export function DataGrid(props: DataGridProps) {
  const { columns, getRow, onRange, label, firstNumber = 1, onColumnSelect, selectedColumn, className } = props;
  const { sort, scrollGroup } = props;
  const rowCount = Math.min(props.rowCount, mostRows);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [ownLayout, setOwnLayout] = useState<GridLayout>(plainLayout);
  const layout = props.layout ?? ownLayout;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const size = new ResizeObserver(() => setRoom(element.clientWidth));
    size.observe(element);
    return () => size.disconnect();
  }, []);
  useEffect(() => (scroller.current && scrollGroup ? scrollGroup.join(scroller.current) : undefined), [scrollGroup]);

  const indexWidth = Math.max(40, String(rowCount + firstNumber - 1).length * 7 + 22);
  const places = useShownColumns({ columns, rowCount, getRow }, layout, room - indexWidth);
  const { all, pinnedCount } = places;
  const { rows, across, pinned, shown, lines, height, width } = useGridWindow(scroller, rowCount, places, indexWidth);
  const first = lines[0]?.index ?? 0;
  const last = lines.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rowCount > 0) onRange?.(first, last);
  }, [onRange, first, last, rowCount]);

  const reveal = useCallback(
    ({ row, column }: Cell) => {
      if (row >= 0) rows.scrollToIndex(row, { align: 'auto' });
      if (column >= pinnedCount) across.scrollToIndex(column - pinnedCount, { align: 'auto' });
    },
    [rows, across, pinnedCount],
  );
  const hands = useGridHands({
    id,
    props,
    rowCount,
    all,
    layout,
    setLayout: props.onLayout ?? setOwnLayout,
    reveal,
    page: Math.max(1, lines.length - 10),
  });
  const { active, range, menu } = hands;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || !hands.onKey(event)) return;
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
        onPick={hands.onPick}
        onMenu={hands.onHeadMenu}
        onWidth={hands.onWidth}
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
        aria-activedescendant={hands.activeId}
        className={classNames(styles.grid, className)}
        data-touched={hands.isTouched || undefined}
        onKeyDown={onKeyDown}
      >
        <div className={styles.sheet} style={{ height, width }} role="presentation">
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
          {lines.map((line) => {
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
                onCell={hands.onCell}
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

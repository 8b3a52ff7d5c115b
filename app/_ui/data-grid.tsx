'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Histogram } from './charts';
import { classNames } from './class-names';
import styles from './data-grid.module.css';
import { Skeleton } from './feedback';
import { formatDecimal, formatInteger, formatShare } from './figures';
import { TypeGlyph } from './glyphs';
import { type ColumnType, type Partition, partitionWords } from './vocabulary';

export type GridValue = string | number | bigint | boolean | readonly number[] | null | undefined;

export interface ColumnProfile {
  missing: number;
  distinct?: number;
  /** Heights of the histogram; for text the counts of the commonest values. */
  bins?: readonly number[];
  /** Bins that were filled or changed. */
  highlight?: readonly number[];
  /** Ends of the histogram, as written. */
  low?: string;
  high?: string;
  /** Share of the commonest value, 0 to 1. */
  topShare?: number;
}

export interface GridColumn {
  name: string;
  type: ColumnType;
  isKey?: boolean;
  profile?: ColumnProfile;
  /** Changed by this node: a line above, a tint and a word. */
  changed?: boolean;
  width?: number;
  /** Digits behind the point; taken from the first rows when left out. */
  decimals?: number;
  /** Draws a cell that has a value; its plain text otherwise. */
  render?: (value: GridValue) => ReactNode;
}

export interface GridRow {
  cells: readonly GridValue[];
  partition?: Partition;
  /** Indexes of cells this node filled or changed. */
  changed?: readonly number[];
}

export interface DataGridProps {
  columns: readonly GridColumn[];
  rowCount: number;
  /** `undefined` while the row is being fetched. */
  getRow: (index: number) => GridRow | undefined;
  /** Called with the rows in view, to fetch them. */
  onRange?: (first: number, last: number) => void;
  label: string;
  /** Number of the first row; rows of a sample can start elsewhere. */
  firstNumber?: number;
  onColumnSelect?: (column: GridColumn) => void;
  selectedColumn?: string;
  className?: string;
}

const rowHeight = 24;
const headHeight = 62;
const digitWidth = 7;

function isMissing(value: GridValue): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

function written(value: GridValue, type: ColumnType, decimals: number): string {
  if (typeof value === 'number') return type === 'float' ? formatDecimal(value, decimals) : formatInteger(value);
  if (typeof value === 'bigint') return formatInteger(value);
  if (Array.isArray(value)) {
    const head = value.slice(0, 3).map((part: number) => formatDecimal(part, 2));
    return `[${head.join(', ')}${value.length > 3 ? ', …' : ''}] ${value.length}`;
  }
  return String(value);
}

function decimalsOf(column: GridColumn, index: number, rowCount: number, getRow: DataGridProps['getRow']): number {
  if (column.decimals !== undefined) return column.decimals;
  if (column.type !== 'float') return 0;
  let most = 0;
  for (let row = 0; row < Math.min(40, rowCount); row += 1) {
    const value = getRow(row)?.cells[index];
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    const text = String(value);
    if (text.includes('e')) return 4;
    most = Math.max(most, (text.split('.')[1] ?? '').length);
    if (most >= 4) return 4;
  }
  return most;
}

function guessWidth(
  column: GridColumn,
  index: number,
  decimals: number,
  rowCount: number,
  getRow: DataGridProps['getRow'],
): number {
  if (column.width) return column.width;
  let longest = 0;
  for (let row = 0; row < Math.min(20, rowCount); row += 1) {
    const value = getRow(row)?.cells[index];
    if (!isMissing(value)) longest = Math.max(longest, written(value, column.type, decimals).length);
  }
  const name = column.name.length * 6.4 + 40;
  // Room for "12 values  55 %" below the shape.
  const least = column.type === 'text' || column.type === 'bool' ? 108 : 68;
  return Math.round(Math.max(least, Math.min(280, Math.max(name, longest * digitWidth + 20, 64))));
}

const ColumnHead = memo(function ColumnHead({ column }: { column: GridColumn }) {
  const { profile } = column;
  const text = column.type === 'text' || column.type === 'bool';
  return (
    <>
      <span className={styles.name}>
        <TypeGlyph type={column.type} isKey={column.isKey} />
        <span>{column.name}</span>
      </span>
      {profile ? (
        <>
          <span className={styles.shape}>
            {profile.bins && profile.bins.length > 0 ? (
              <Histogram bins={profile.bins} missing={profile.missing} highlight={profile.highlight} />
            ) : null}
          </span>
          <span className={styles.sub}>
            {profile.missing > 0 ? (
              <span className={styles.missingCount}>{formatInteger(profile.missing)} missing</span>
            ) : column.changed ? (
              <span>none missing</span>
            ) : text || column.isKey || profile.low === undefined ? (
              <>
                <span>
                  {profile.distinct === undefined
                    ? 'none missing'
                    : `${formatInteger(profile.distinct)} ${column.isKey ? 'distinct' : 'values'}`}
                </span>
                {profile.topShare === undefined ? null : <span>{formatShare(profile.topShare)}</span>}
              </>
            ) : (
              <>
                <span>{profile.low}</span>
                <span>{profile.high}</span>
              </>
            )}
          </span>
        </>
      ) : null}
    </>
  );
});

/** Rows and columns, both virtual: a million rows scroll like eight. Arrow keys move, Ctrl+C copies a cell. */
export function DataGrid({
  columns,
  rowCount,
  getRow,
  onRange,
  label,
  firstNumber = 1,
  onColumnSelect,
  selectedColumn,
  className,
}: DataGridProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [active, setActive] = useState({ row: 0, column: 0 });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const size = new ResizeObserver(() => setRoom(element.clientWidth));
    size.observe(element);
    return () => size.disconnect();
  }, []);

  const indexWidth = Math.max(40, String(rowCount + firstNumber - 1).length * 7 + 22);
  const decimals = useMemo(
    () => columns.map((column, index) => decimalsOf(column, index, rowCount, getRow)),
    [columns, rowCount, getRow],
  );
  const widths = useMemo(() => {
    const guessed = columns.map((column, index) => guessWidth(column, index, decimals[index] ?? 0, rowCount, getRow));
    const spare = room - indexWidth - guessed.reduce((sum, width) => sum + width, 0);
    const last = guessed.length - 1;
    return spare > 0 ? guessed.map((width, index) => (index === last ? width + spare : width)) : guessed;
  }, [columns, decimals, rowCount, getRow, room, indexWidth]);

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
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 100,
    overscan: 3,
    paddingStart: indexWidth,
    scrollPaddingStart: indexWidth,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: new widths must be measured anew
  useEffect(() => across.measure(), [widths, across]);

  const visibleRows = rows.getVirtualItems();
  const visibleColumns = across.getVirtualItems();
  const first = visibleRows[0]?.index ?? 0;
  const last = visibleRows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rowCount > 0) onRange?.(first, last);
  }, [onRange, first, last, rowCount]);

  const go = useCallback(
    (row: number, column: number) => {
      const next = {
        row: Math.max(-1, Math.min(rowCount - 1, row)),
        column: Math.max(0, Math.min(columns.length - 1, column)),
      };
      setActive(next);
      if (next.row >= 0) rows.scrollToIndex(next.row, { align: 'auto' });
      across.scrollToIndex(next.column, { align: 'auto' });
    },
    [rowCount, columns.length, rows, across],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const { row, column } = active;
    const page = Math.max(1, visibleRows.length - 10);
    const jump = event.ctrlKey || event.metaKey;
    const lastRow = rowCount - 1;
    const lastColumn = columns.length - 1;
    const move = ((): [number, number] | undefined => {
      switch (event.key) {
        case 'ArrowDown':
          return [jump ? lastRow : row + 1, column];
        case 'ArrowUp':
          return [jump ? 0 : row - 1, column];
        case 'ArrowRight':
          return [row, jump ? lastColumn : column + 1];
        case 'ArrowLeft':
          return [row, jump ? 0 : column - 1];
        case 'PageDown':
          return [row + page, column];
        case 'PageUp':
          return [Math.max(0, row - page), column];
        case 'Home':
          return [jump ? 0 : row, 0];
        case 'End':
          return [jump ? lastRow : row, lastColumn];
        default:
          return undefined;
      }
    })();
    if (move) {
      event.preventDefault();
      go(...move);
      return;
    }
    const chosen = columns[column];
    if (event.key === 'Enter' && chosen && onColumnSelect) onColumnSelect(chosen);
    if (jump && event.key === 'c' && row >= 0 && window.getSelection()?.isCollapsed !== false) {
      const value = getRow(row)?.cells[column];
      navigator.clipboard.writeText(isMissing(value) ? '' : String(value)).catch(() => undefined);
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a <table> cannot be virtual in both directions
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={columns.length > 0 ? `${id}-${active.row}-${active.column}` : undefined}
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
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
          <div
            role="columnheader"
            aria-colindex={1}
            aria-label="Row"
            className={styles.corner}
            style={{ width: indexWidth }}
          />
          {visibleColumns.map((place) => {
            const column = columns[place.index];
            if (!column) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid does the same
              <div
                key={column.name}
                id={`${id}--1-${place.index}`}
                role="columnheader"
                aria-colindex={place.index + 2}
                className={styles.columnHead}
                data-changed={column.changed || undefined}
                data-selected={column.name === selectedColumn || undefined}
                data-active={(active.row === -1 && active.column === place.index) || undefined}
                data-clickable={onColumnSelect ? true : undefined}
                style={{ left: place.start, width: widths[place.index] }}
                onClick={() => {
                  setActive({ row: -1, column: place.index });
                  onColumnSelect?.(column);
                }}
              >
                <ColumnHead column={column} />
              </div>
            );
          })}
        </div>
        {visibleRows.map((line) => {
          const row = getRow(line.index);
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid
            <div
              key={line.index}
              role="row"
              aria-rowindex={line.index + 2}
              className={styles.row}
              style={{ top: line.start }}
            >
              {/* biome-ignore lint/a11y/useSemanticElements: see above */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
              <div role="rowheader" aria-colindex={1} className={styles.index} style={{ width: indexWidth }}>
                {row?.partition ? <i data-partition={row.partition} title={partitionWords[row.partition]} /> : null}
                {formatInteger(line.index + firstNumber)}
              </div>
              {visibleColumns.map((place) => {
                const column = columns[place.index];
                if (!column) return null;
                const value = row?.cells[place.index];
                const gone = row !== undefined && isMissing(value);
                const numeric = column.type === 'int' || column.type === 'float';
                return (
                  // biome-ignore lint/a11y/useSemanticElements: see above
                  // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys do the same
                  <div
                    key={column.name}
                    id={`${id}-${line.index}-${place.index}`}
                    role="gridcell"
                    aria-colindex={place.index + 2}
                    className={styles.cell}
                    data-number={numeric || undefined}
                    data-key={column.isKey || undefined}
                    data-missing={gone || undefined}
                    data-waiting={row === undefined || undefined}
                    data-changed={row?.changed?.includes(place.index) || undefined}
                    data-active={(active.row === line.index && active.column === place.index) || undefined}
                    style={{ left: place.start, width: widths[place.index] }}
                    onClick={() => setActive({ row: line.index, column: place.index })}
                  >
                    {row === undefined ? (
                      <Skeleton width="70%" height={8} />
                    ) : gone ? (
                      'missing'
                    ) : column.render ? (
                      column.render(value)
                    ) : (
                      written(value, column.type, decimals[place.index] ?? 0)
                    )}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

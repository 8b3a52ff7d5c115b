import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from 'react';
import { isMissing } from './cell-text';
import { type GridLayout, withWidth } from './grid-layout';
import type { ShownColumn } from './grid-line';
import type { CopyFormat, DataGridProps } from './grid-types';
import { atCell, type Cell, type GridSelection, isOneCell, moved, rangeOf } from './selection';
import { useGridMenu } from './use-grid-menu';

export interface GridHandsParts {
  readonly id: string;
  readonly props: DataGridProps;
  readonly rowCount: number;
  readonly all: readonly ShownColumn[];
  readonly layout: GridLayout;
  readonly setLayout: (layout: GridLayout) => void;
  /** Brings a cell into view. */
  readonly reveal: (cell: Cell) => void;
  /** Rows that a page key moves by. */
  readonly page: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What mouse and keys do on the grid: one active cell, a rectangle from where it began, menus, copying. */
export function useGridHands({ id, props, rowCount, all, layout, setLayout, reveal, page }: GridHandsParts) {
  const { getRow, onColumnSelect, onCopy, onType, goTo } = props;
  const [selection, setSelection] = useState<GridSelection>(() => atCell({ row: 0, column: 0 }));
  const [isTouched, setTouched] = useState(false);
  const range = rangeOf(selection, rowCount);
  const { active } = selection;

  const go = (cell: Cell, extend: boolean) => {
    setTouched(true);
    setSelection((before) => ({ active: cell, anchor: extend ? before.anchor : cell }));
    reveal(cell);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for once
  useEffect(() => {
    if (!goTo) return;
    const column = all.findIndex((each) => each.column.name === goTo.column);
    go({ row: goTo.row, column: Math.max(0, column) }, false);
  }, [goTo]);

  const copy = (as: CopyFormat) => {
    const names = all.slice(range.left, range.right + 1).map(({ column }) => column.name);
    if (onCopy && !(isOneCell(range) && as === 'tsv')) {
      onCopy({ rows: [range.top, range.bottom], columns: names }, as);
      return;
    }
    const value = getRow(range.top)?.cells[all[range.left]?.index ?? 0];
    navigator.clipboard.writeText(isMissing(value) ? '' : String(value)).catch(() => undefined);
  };
  const menu = useGridMenu(props, layout, setLayout, copy);
  const latest = useRef({ menu, all });
  latest.current = { menu, all };

  const onCell = useCallback((row: number, place: number, event: MouseEvent) => {
    const { menu: menus, all: places } = latest.current;
    const column = Math.max(0, place);
    // A whole row from its number.
    const end = { row, column: place < 0 ? places.length - 1 : column };
    if (event.type === 'mouseenter') {
      if (event.buttons === 1) setSelection((before) => ({ ...before, active: { row, column } }));
      return;
    }
    setTouched(true);
    if (event.type !== 'contextmenu') {
      if (event.button !== 0) return;
      setSelection((before) => ({ active: end, anchor: event.shiftKey ? before.anchor : { row, column } }));
      return;
    }
    event.preventDefault();
    setSelection((before) => {
      const { top, bottom, left, right } = rangeOf(before, Number.MAX_SAFE_INTEGER);
      const isIn = row >= top && row <= bottom && (place < 0 || (column >= left && column <= right));
      return isIn ? before : { active: end, anchor: { row, column } };
    });
    const name = places[column]?.column.name;
    if (name !== undefined)
      menus.ofCell({ row, column: name }, `Row ${row + 1}, ${name}`, { x: event.clientX, y: event.clientY });
  }, []);
  const onPick = useCallback(
    (place: number, extend: boolean) => {
      setTouched(true);
      const head = { row: -1, column: place };
      setSelection((before) => ({ active: head, anchor: extend ? before.anchor : head }));
      const column = latest.current.all[place]?.column;
      if (column) onColumnSelect?.(column);
    },
    [onColumnSelect],
  );
  const onHeadMenu = useCallback((place: number, at: Point) => {
    const { menu: menus, all: places } = latest.current;
    const there = places[place];
    if (there) menus.ofColumn(there.column, there.width, at);
  }, []);
  const onWidth = useCallback(
    (name: string, width: number | undefined) => setLayout(withWidth(layout, name, width)),
    [setLayout, layout],
  );

  const activeId = all.length > 0 ? `${id}-${active.row}-${active.column}` : undefined;
  const openMenu = () => {
    const place = all[active.column];
    if (active.row < 0) onHeadMenu(active.column, pointBelow(activeId));
    else if (place)
      menu.ofCell({ row: active.row, column: place.column.name }, `Row ${active.row + 1}`, pointBelow(activeId));
  };
  /** False: the key means nothing here. */
  const onKey = (event: KeyboardEvent): boolean => {
    const { key, shiftKey, altKey } = event;
    const jump = event.ctrlKey || event.metaKey;
    const next = altKey ? undefined : moved(active, { key, jump }, { rowCount, columnCount: all.length, page });
    const column = all[active.column]?.column;
    const lastColumn = all.length - 1;
    if (next) go(next, shiftKey);
    else if (key === 'Enter' && column && onColumnSelect) onColumnSelect(column);
    else if (key === 'Enter' && active.row < 0) openMenu();
    else if (key === 'ContextMenu' || (shiftKey && key === 'F10')) openMenu();
    else if (altKey && key === 'ArrowDown') onHeadMenu(active.column, pointBelow(`${id}--1-${active.column}`));
    else if (jump && key === 'a')
      setSelection({ active: { row: rowCount - 1, column: lastColumn }, anchor: { row: 0, column: 0 } });
    else if (shiftKey && key === ' ')
      setSelection({ active: { ...active, column: lastColumn }, anchor: { ...active, column: 0 } });
    else if (jump && key === 'c' && rowCount > 0 && window.getSelection()?.isCollapsed !== false) copy('tsv');
    else if (onType && !jump && !altKey && key.length === 1 && key !== ' ') onType(key);
    else return false;
    return true;
  };
  return { active, range, isTouched, activeId, menu, onCell, onPick, onHeadMenu, onWidth, onKey };
}

function pointBelow(id: string | undefined): Point {
  const box = document.getElementById(id ?? '')?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 12, y: box?.bottom ?? 0 };
}

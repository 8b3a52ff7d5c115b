/** A cell by its place on screen; row −1 is the head, which stands for its whole column. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSelection {
  /** Moves with the arrow keys. */
  readonly active: Cell;
  /** Where the selection began; the rectangle between both is selected. */
  readonly anchor: Cell;
}

/** Inclusive. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const atCell = (cell: Cell): GridSelection => ({ active: cell, anchor: cell });

/** What is selected, of a table of that size. From a head all rows of the columns are. */
export function rangeOf({ active, anchor }: GridSelection, rowCount: number): CellRange {
  const isColumn = active.row < 0 || anchor.row < 0;
  return {
    top: isColumn ? 0 : Math.min(active.row, anchor.row),
    bottom: isColumn ? rowCount - 1 : Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
}

export const isInside = ({ top, bottom, left, right }: CellRange, { row, column }: Cell): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

export const isOneCell = ({ top, bottom, left, right }: CellRange): boolean => top === bottom && left === right;

export interface GridSize {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Rows that a page key moves by. */
  readonly page: number;
}

export interface KeyPressed {
  readonly key: string;
  /** Ctrl or ⌘: to the end. */
  readonly jump: boolean;
}

/** Where a key leads, as spreadsheets have it; undefined for keys that do not move. */
export function moved({ row, column }: Cell, { key, jump }: KeyPressed, size: GridSize): Cell | undefined {
  const lastRow = size.rowCount - 1;
  const lastColumn = size.columnCount - 1;
  const to = (nextRow: number, nextColumn: number): Cell => ({
    row: Math.max(-1, Math.min(lastRow, nextRow)),
    column: Math.max(0, Math.min(lastColumn, nextColumn)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(jump ? lastRow : row + 1, column);
    case 'ArrowUp':
      return to(jump ? 0 : row - 1, column);
    case 'ArrowRight':
      return to(row, jump ? lastColumn : column + 1);
    case 'ArrowLeft':
      return to(row, jump ? 0 : column - 1);
    case 'PageDown':
      return to(row + size.page, column);
    case 'PageUp':
      return to(Math.max(0, row - size.page), column);
    case 'Home':
      return to(jump ? 0 : row, 0);
    case 'End':
      return to(jump ? lastRow : row, lastColumn);
    default:
      return undefined;
  }
}

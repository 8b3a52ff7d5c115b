import { formatDecimal, formatInteger } from '../figures';
import type { ColumnType } from '../vocabulary';
import type { DataGridProps, GridColumn, GridValue } from './grid-types';

export function isMissing(value: GridValue): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

/** A value as the grid shows it. */
export function cellText(value: GridValue, type: ColumnType, decimals: number): string {
  if (typeof value === 'number') return type === 'float' ? formatDecimal(value, decimals) : formatInteger(value);
  if (typeof value === 'bigint') return formatInteger(value);
  if (Array.isArray(value)) {
    const head = value.slice(0, 3).map((part: number) => formatDecimal(part, 2));
    return `[${head.join(', ')}${value.length > 3 ? ', …' : ''}] ${value.length}`;
  }
  return String(value);
}

type Rows = Pick<DataGridProps, 'rowCount' | 'getRow'>;

/** Digits behind the point that the first rows need, up to four. */
export function decimalsOf(column: GridColumn, index: number, { rowCount, getRow }: Rows): number {
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

const digitWidth = 7;

/** Wide enough for the name, the first rows and the figures below the shape. */
export function fittingWidth(column: GridColumn, index: number, decimals: number, { rowCount, getRow }: Rows): number {
  if (column.width) return column.width;
  let longest = 0;
  for (let row = 0; row < Math.min(20, rowCount); row += 1) {
    const value = getRow(row)?.cells[index];
    if (!isMissing(value)) longest = Math.max(longest, cellText(value, column.type, decimals).length);
  }
  const name = column.name.length * 6.4 + 40;
  // Room for "12 values  55 %" below the shape.
  const least = column.type === 'text' || column.type === 'bool' ? 108 : 68;
  return Math.round(Math.max(least, Math.min(280, Math.max(name, longest * digitWidth + 20, 64))));
}

import type { GridRow, GridValue } from '@/app/_ui/data-grid';
import type { PageColumn } from './arrow-page';

/** The rows that were fetched, as CSV. */
export function csvText(
  columns: readonly PageColumn[],
  getRow: (index: number) => GridRow | undefined,
  rowCount: number,
): string {
  const lines = [columns.map((column) => quoted(column.name)).join(',')];
  for (let index = 0; index < rowCount; index += 1) {
    const row = getRow(index);
    if (row) lines.push(row.cells.map(cellText).join(','));
  }
  return `${lines.join('\n')}\n`;
}

const cellText = (value: GridValue): string =>
  value === null || value === undefined ? '' : quoted(Array.isArray(value) ? value.join(' ') : String(value));

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

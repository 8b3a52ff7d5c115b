import type { GridRow, GridValue } from '@/app/_ui/data-grid';
import { findColumn, type TableSchema } from '@/nodes/kernel/schema';
import type { PageColumn } from './arrow-page';

export interface ChangedColumns {
  readonly changed: readonly string[];
  readonly added: readonly string[];
}

/** What a node did to columns: those it made of others, and those it only passed on. */
export function changedColumns(input: TableSchema | undefined, output: TableSchema | undefined): ChangedColumns {
  if (!input || !output) return { changed: [], added: [] };
  const added = output.columns.filter((column) => !findColumn(input, column.name)).map((column) => column.name);
  const changed = output.columns
    .filter((column) => {
      const before = findColumn(input, column.name);
      return before !== undefined && (before.type !== column.type || (column.lineage?.how ?? 'same') !== 'same');
    })
    .filter((column) => column.lineage !== findColumn(input, column.name)?.lineage)
    .map((column) => column.name);
  return { changed, added };
}

/** Rows with their changed cells marked, where input and output are the same row: all that was passed on is equal. */
export function markChanged(
  row: GridRow | undefined,
  columns: readonly PageColumn[],
  before: { row: GridRow | undefined; columns: readonly PageColumn[] },
  changed: ReadonlySet<string>,
): GridRow | undefined {
  if (!row || !before.row || changed.size === 0) return row;
  const marks: number[] = [];
  for (const [index, column] of columns.entries()) {
    const at = before.columns.findIndex((other) => other.name === column.name);
    if (at < 0) continue;
    const isEqual = same(row.cells[index], before.row.cells[at]);
    if (!changed.has(column.name) && !isEqual) return row;
    if (!isEqual) marks.push(index);
  }
  return marks.length === 0 ? row : { ...row, changed: marks };
}

function same(a: GridValue, b: GridValue): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  return (a ?? null) === (b ?? null);
}

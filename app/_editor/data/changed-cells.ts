import type { GridRow, GridValue } from '@/app/_ui/data-grid';
import { type Column, findColumn, type TableSchema } from '@/nodes/kernel/schema';
import type { PageColumn } from './arrow-page';

export interface ChangedColumns {
  readonly changed: readonly string[];
  readonly added: readonly string[];
  /** They arrive and do not leave, under this name at least. */
  readonly gone: readonly string[];
}

/**
 * What a node did to columns: those it made of others, and those it only passed on. `arriving` are the tables at its
 * ports, of the same analysis as `output`: a column that was passed on is the same object, with the lineage that a node
 * above gave it. Being missing in more rows than before (a left join) is no change.
 */
export function changedColumns(
  input: TableSchema | undefined,
  output: TableSchema | undefined,
  arriving: Readonly<Record<string, TableSchema | undefined>>,
): ChangedColumns {
  if (!input || !output) return { changed: [], added: [], gone: [] };
  const tables = [input, ...Object.values(arriving).filter((table) => table !== undefined)];
  const isPassedOn = (column: Column): boolean => {
    const befores = tables.flatMap((table) => findColumn(table, column.name) ?? []);
    if (befores.some((before) => before.type === column.type && before.lineage === column.lineage)) return true;
    const { how, from } = column.lineage ?? { how: 'same', from: [] };
    return how === 'same' && from.every((source) => source.column === column.name) && befores[0]?.type === column.type;
  };
  const isThere = ({ name }: Column): boolean => findColumn(input, name) !== undefined;
  const names = (columns: readonly Column[]) => columns.map(({ name }) => name);
  return {
    changed: names(output.columns.filter((column) => isThere(column) && !isPassedOn(column))),
    added: names(output.columns.filter((column) => !isThere(column))),
    gone: output.open ? [] : names(input.columns.filter(({ name }) => findColumn(output, name) === undefined)),
  };
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

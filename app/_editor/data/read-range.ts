import type { GridRow } from '@/app/_ui/data-grid';
import type { CopiedRows } from './copied-text';
import { fetchRows } from './fetch-rows';
import type { PortRows } from './use-port-rows';

/** More than this is no copy but a download of the table. */
export const MOST_COPIED = 50_000;
const STEP = 5_000;

/** The cells of some rows and columns; rows that are not here yet are fetched. */
export async function readRange(
  rows: PortRows,
  [from, to]: readonly [number, number],
  names: readonly string[],
  signal: AbortSignal,
): Promise<CopiedRows> {
  const places = names.map((name) => rows.columns?.findIndex((column) => column.name === name) ?? -1);
  const cellsOf = (row: GridRow) => places.map((place) => row.cells[place] ?? null);
  const here = Array.from({ length: to - from + 1 }, (_, index) => index).every((index) => rows.getRow(from + index));
  const found: GridRow[] = [];
  if (here) for (let index = from; index <= to; index += 1) found.push(rows.getRow(index)!);
  else
    for (let offset = from; offset <= to; offset += STEP) {
      const limit = Math.min(STEP, to - offset + 1);
      found.push(...(await fetchRows(rows.asked, { offset, limit, view: rows.view }, signal)).rows);
    }
  return { names, rows: found.map(cellsOf) };
}

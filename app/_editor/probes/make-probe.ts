import type { GridRow, GridValue } from '@/app/_ui/data-grid';
import type { PageColumn } from '../data/arrow-page';
import { newId } from '../document/new-id';
import type { Probe, Values } from './probe';

/** A row of a grid as something to follow: by its key, or by all that can be compared. */
export function makeProbe(
  port: string,
  row: GridRow,
  columns: readonly PageColumn[],
  key: string | undefined,
): Probe | undefined {
  const values: Record<string, Values[string]> = {};
  for (const [index, { name, type }] of columns.entries()) {
    // The grid rounds moments to milliseconds, and lists are not compared.
    if (type === 'vector' || type === 'timestamp') continue;
    if (key !== undefined && columns.some((column) => column.name === key) && name !== key) continue;
    values[name] = comparable(row.cells[index]);
  }
  return probeOf(port, values);
}

export function probeOf(port: string, values: Values): Probe | undefined {
  const names = Object.keys(values);
  if (names.length === 0) return undefined;
  const shown = names.slice(0, 2).map((name) => `${name} ${values[name] ?? 'missing'}`);
  return { id: newId(), port, values, label: shown.join(', ') };
}

const comparable = (value: GridValue): Values[string] =>
  value === null || value === undefined || Array.isArray(value)
    ? null
    : typeof value === 'bigint'
      ? String(value)
      : (value as string | number | boolean);

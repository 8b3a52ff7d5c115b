import type { ScalarType } from '@/nodes/kernel/schema';

/** A value as both engines are compared in: ints, days and microseconds as bigint. */
export type Cell = number | bigint | string | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface Table {
  readonly columns: Readonly<Record<string, ScalarType>>;
  readonly rows: readonly Row[];
}

/** An expression's value, row by row. */
export type Column = readonly Cell[];

/** Equal, or as near as `close` functions must be: 1e-15 and 4 units in the last place. −0 is 0. */
export function cellsEqual(a: Cell, b: Cell): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= 1e-15 + 4 * unitInLastPlace(Math.max(Math.abs(a), Math.abs(b)));
}

export function unitInLastPlace(size: number): number {
  if (size < 2 ** -1022) return 2 ** -1074;
  return 2 ** (Math.floor(Math.log2(size)) - 52);
}

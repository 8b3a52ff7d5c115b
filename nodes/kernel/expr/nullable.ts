import type { FunctionRow } from './function-row';

/** Whether a function's value may be missing, given which of its arguments may be. */
export function mayBeNull(row: FunctionRow, nullable: readonly boolean[]): boolean {
  switch (row.nulls) {
    case 'propagate':
      return nullable.includes(true);
    case 'domain':
      return true;
    case 'own':
      return row.mayBeNull?.(nullable) ?? true;
    case 'never':
      return false;
  }
}

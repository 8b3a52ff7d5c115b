import { microsecondsOf } from '@/nodes/kernel/expr/onnx/literals';
import type { WindowRow } from '../db/requests';
import { binCategorical, binNumeric, type DriftReference } from './drift';

/** Logged cells of one column, counted in the bins of its reference. */
export function binLogged(reference: DriftReference, cells: readonly unknown[]): number[] {
  if (reference.kind === 'categories') {
    return binCategorical(
      reference,
      cells.map((cell) => (cell === null || cell === undefined ? null : String(cell))),
    );
  }
  return binNumeric(reference, Float64Array.from(cells, numberOf));
}

export const featureCells = (rows: readonly WindowRow[], column: string): unknown[] =>
  rows.map((row) => row.features[column]);

/** As references have them: NaN missing, dates as days, timestamps as microseconds. The log has ISO text for both. */
function numberOf(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return Number.NaN;
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return Date.parse(cell) / 86_400_000;
  return cell.includes('T') ? microsecondsOf(cell) : Number(cell);
}

import { didYouMean } from '@/nodes/kernel/nearest-name';
import type { ServeSpec } from '@/server/compiler/emit/onnx';
import { blankColumn, type RequestTable } from '@/server/engine/onnx';
import { type Problem, RequestProblems } from '../refusal';
import { type CellReader, cellReader } from './read-cell';

/** Reads a request's rows into the columns a model takes, or throws every problem found, up to ten. */
export type RowReader = (rows: readonly unknown[]) => RequestTable;

const MOST_PROBLEMS = 10;

export function rowReader(spec: ServeSpec): RowReader {
  const columns = spec.columns.map((column) => ({ ...column, read: cellReader(column, spec.parse) }));
  const names = new Set(columns.map((column) => column.name));

  return (rows) => {
    const problems: Problem[] = [];
    const table = Object.fromEntries(columns.map((column) => [column.name, blankColumn(column.type, rows.length)]));
    rows.forEach((row, at) => {
      if (problems.length >= MOST_PROBLEMS) return;
      if (typeof row !== 'object' || row === null || Array.isArray(row)) {
        problems.push({
          code: 'row_not_object',
          message: `Row ${at} must be an object of column names and values.`,
          place: { row: at },
        });
        return;
      }
      const cells = row as Record<string, unknown>;
      for (const column of columns) {
        const target = table[column.name]!;
        const problem = readInto(
          target,
          at,
          column,
          Object.hasOwn(cells, column.name) ? cells[column.name] : undefined,
        );
        if (problem) problems.push(problem);
      }
      for (const name of Object.keys(cells)) if (!names.has(name)) problems.push(unknownColumn(name, at, [...names]));
    });
    if (problems.length > 0) throw new RequestProblems(problems.slice(0, MOST_PROBLEMS));
    return table;
  };
}

type Target = ReturnType<typeof blankColumn>;
type ReadableColumn = { readonly name: string; readonly nullable: boolean; readonly read: CellReader };

function readInto(target: Target, at: number, column: ReadableColumn, cell: unknown): Problem | undefined {
  const place = { row: at, field: column.name };
  const reading = column.read(cell);
  if ('wrong' in reading) {
    return {
      code: 'wrong_type',
      message: `“${column.name}” of row ${at} ${reading.wrong}.`,
      hint: reading.hint,
      place,
    };
  }
  if (reading.value === null) {
    if (column.nullable) return undefined;
    return {
      code: 'missing_column',
      message: cell === undefined ? `Row ${at} has no “${column.name}”.` : `“${column.name}” of row ${at} is empty.`,
      hint: 'This column had a value in every row the model learned from, so it is required.',
      place,
    };
  }
  target.values[at] = reading.value;
  target.missing[at] = 0;
  return undefined;
}

const unknownColumn = (name: string, row: number, names: readonly string[]): Problem => ({
  code: 'unknown_column',
  message: `Row ${row} has a column “${name}” that this endpoint does not take.`,
  hint: didYouMean(name, names) ?? `It takes ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}.`,
  place: { row, field: name },
});

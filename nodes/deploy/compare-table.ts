import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import type { AnswerTensor, RequestTable } from '@/server/engine/onnx';
import type { ParityCheck } from '@/server/parity/parity-check';
import { predictAll } from '@/server/parity/predict-all';
import type { RunContext } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { isScalar, type ScalarType } from '../kernel/schema';
import { type ColumnToRead, type ColumnValues, readColumns } from './read-columns';

type Column = OnnxSignature['columns'][number];

/** Compares every column of a published table with what DuckDB made of the same raw rows. */
export async function compareTable(
  { database, signal }: RunContext<unknown>,
  signature: OnnxSignature,
  onnx: Uint8Array,
  table: RequestTable,
  rowCount: number,
  rows: string,
  check: ParityCheck,
): Promise<void> {
  const scalars = signature.columns.flatMap(({ column, type }): ColumnToRead[] =>
    isScalar(type) ? [{ name: column, stored: column, type: type as ScalarType }] : [],
  );
  const read = await readColumns(database, rows, scalars);
  const vectors = new Map<string, Float64Array[]>();
  for (const { column, type } of signature.columns) {
    if (type === 'vector')
      vectors.set(column, await database.doubles(`select ${sqlName(column)} as v from ${rows}`, ['v']));
  }
  await predictAll(onnx, signature, table, rowCount, signal, (chunk) => {
    if (signature.filter) check.everyKept(chunk.start, chunk.tensor(signature.filter.kept).values);
    for (const column of signature.columns) {
      const served = chunk.tensor(column.tensor);
      const missing = column.missing ? chunk.tensor(column.missing) : undefined;
      for (let row = 0; row < chunk.rowCount; row++) {
        const at = chunk.start + row;
        const parts = vectors.get(column.column);
        if (parts) compareVector(check, column, served, parts, row, at);
        else compareCell(check, column, cellOf(served, missing, row), read.get(column.column)!, at);
      }
    }
    check.count(chunk.rowCount);
  });
}

function cellOf({ values }: AnswerTensor, missing: AnswerTensor | undefined, row: number): string | number | null {
  if (missing?.values[row]) return null;
  const value = values[row]!;
  return typeof value === 'bigint' ? Number(value) : value;
}

function compareCell(
  check: ParityCheck,
  { column }: Column,
  served: string | number | null,
  prepared: ColumnValues,
  row: number,
): void {
  if (prepared.kind === 'texts') check.compareExactly(row, column, served, prepared.values[row]);
  else check.compare(row, column, served === null ? Number.NaN : Number(served), prepared.values[row]!);
}

function compareVector(
  check: ParityCheck,
  { column }: Column,
  served: AnswerTensor,
  parts: readonly Float64Array[],
  row: number,
  at: number,
): void {
  parts.forEach((part, component) => {
    check.compare(
      at,
      `${column}, component ${component}`,
      Number(served.values[row * served.width + component]),
      part[at]!,
    );
  });
}

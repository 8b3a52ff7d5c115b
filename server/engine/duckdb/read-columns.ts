import { type DuckDBConnection, DuckDBDoubleVector, DuckDBListVector, type DuckDBVector } from '@duckdb/node-api';
import { sqlName } from '@/nodes/kernel/expr/sql-text';

/**
 * Columns of a query as doubles, null as NaN, in the order of `columns`; a vector column gives one array per component.
 * All rows are in memory as typed arrays, never as objects.
 */
export async function readDoubles(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly string[],
): Promise<Float64Array[]> {
  if (columns.length === 0) return [];
  const types = await columnTypes(connection, sql);
  const picked = columns.map((column) => {
    const name = sqlName(column);
    return types.get(column)?.endsWith('[]')
      ? `${name}::double[] as ${name}`
      : `coalesce(${name}::double, 'nan'::double) as ${name}`;
  });
  const result = await connection.stream(`select ${picked.join(', ')} from (${sql})`);
  const chunks = await result.fetchAllChunks();
  const rowCount = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  return columns.flatMap((_, index) => {
    const vectors = chunks.map((chunk) => chunk.getColumnVector(index));
    return vectors[0] instanceof DuckDBListVector ? readVectors(vectors, rowCount) : [readNumbers(vectors, rowCount)];
  });
}

function readNumbers(vectors: readonly DuckDBVector[], rowCount: number): Float64Array {
  const values = new Float64Array(rowCount);
  let at = 0;
  for (const vector of vectors) {
    // The chunk's own array: the query has no nulls, and asking value by value takes several times as long.
    const items: unknown = Reflect.get(vector, 'items');
    if (items instanceof Float64Array) values.set(items, at);
    else for (let row = 0; row < vector.itemCount; row += 1) values[at + row] = numberAt(vector, row);
    at += vector.itemCount;
  }
  return values;
}

/** One array per component; a null vector is NaN in all of them. */
function readVectors(vectors: readonly DuckDBVector[], rowCount: number): Float64Array[] {
  const lists = vectors as readonly DuckDBListVector[];
  let width = 0;
  for (const list of lists) {
    for (let row = 0; row < list.itemCount; row += 1) width = Math.max(width, list.getEntryLength(row));
  }
  const components = Array.from({ length: width }, () => new Float64Array(rowCount).fill(Number.NaN));
  let at = 0;
  for (const list of lists) {
    const child = list.childVector;
    for (let row = 0; row < list.itemCount; row += 1) {
      const offset = list.getEntryOffset(row);
      const length = list.getEntryLength(row);
      for (let index = 0; index < length; index += 1) components[index]![at + row] = numberAt(child, offset + index);
    }
    at += list.itemCount;
  }
  return components;
}

function numberAt(vector: DuckDBVector, row: number): number {
  return vector instanceof DuckDBDoubleVector ? (vector.getItem(row) ?? Number.NaN) : Number.NaN;
}

/** A text column, null as null. */
export async function readTexts(connection: DuckDBConnection, sql: string, column: string): Promise<(string | null)[]> {
  const result = await connection.stream(`select ${sqlName(column)}::varchar as value from (${sql})`);
  const values: (string | null)[] = [];
  for (const chunk of await result.fetchAllChunks()) {
    const vector = chunk.getColumnVector(0) as DuckDBVector<string>;
    for (let row = 0; row < vector.itemCount; row += 1) values.push(vector.getItem(row));
  }
  return values;
}

/** A query's columns and DuckDB's names of their types. */
export async function columnTypes(connection: DuckDBConnection, sql: string): Promise<Map<string, string>> {
  const described = await connection.runAndReadAll(`describe ${sql}`);
  return new Map(described.getRowObjectsJS().map((row) => [String(row.column_name), String(row.column_type)]));
}

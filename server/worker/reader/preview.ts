import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import { columnTypes } from '@/server/engine/duckdb/read-columns';
import { typeOfDuckdb } from '@/server/engine/duckdb/table-schema';
import { arrowColumn, arrowTypeOf, type CellType } from './arrow-column';
import type { OpenedRelation } from './open-relation';
import type { FileTable } from './reader-tables';
import type { RowView } from './row-views';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Some rows of a view as one Arrow IPC stream. Component names of vectors are in the fields' metadata. */
export function readPage(
  connection: ReaderConnection,
  table: FileTable,
  { places }: RowView,
  { offset, limit }: Page,
): Promise<Uint8Array> {
  const picked = pickedColumns(table.types, 's.');
  const end = offset + limit;
  const sql =
    places === undefined
      ? `select ${picked} from ${table.source} s where file_row_number >= ${offset} and file_row_number < ${end}`
      : // A filter on the place lets DuckDB skip what it need not decode; a join alone would read the whole file.
        `with page as materialized (select place, rowid as spot from ${places} where rowid >= ${offset} and rowid < ${end})
          select ${picked} from ${table.source} s join page on s.file_row_number = page.place order by page.spot`;
  return arrowOf(connection, sql, table);
}

/** The first rows of a relation that nobody has written: DuckDB stops when it has them. */
export async function readFirstRows(
  connection: ReaderConnection,
  { sql, components }: OpenedRelation,
  limit: number,
): Promise<Uint8Array> {
  const types = await columnTypes(connection, sql);
  return arrowOf(connection, `select ${pickedColumns(types)} from (${sql}) limit ${limit}`, { types, components });
}

/** Types beyond the language's are shown as text. */
function pickedColumns(types: ReadonlyMap<string, string>, from = ''): string {
  const picked = [...types].map(([name, type]) => {
    const column = `${from}${sqlName(name)}`;
    return typeOfDuckdb(type) === undefined ? `${column}::varchar as ${sqlName(name)}` : column;
  });
  return picked.join(', ') || 'null as empty';
}

async function arrowOf(
  connection: ReaderConnection,
  sql: string,
  { types, components }: Pick<FileTable, 'types' | 'components'>,
): Promise<Uint8Array> {
  const result = await connection.stream(sql);
  const chunks = await result.fetchAllChunks();
  const length = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const columns = [...types].map(([name, type]) => ({ name, type: (typeOfDuckdb(type) ?? 'text') as CellType }));
  const fields = columns.map(({ name, type }) => {
    const named = components[name];
    return new Field(
      name,
      arrowTypeOf(type),
      true,
      named ? new Map([['components', JSON.stringify(named)]]) : undefined,
    );
  });
  const children = columns.map(({ type }, index) =>
    arrowColumn(
      type,
      chunks.map((chunk) => chunk.getColumnVector(index)),
    ),
  );
  const batch = new RecordBatch(
    new Schema(fields),
    makeData({ type: new Struct(fields), length, nullCount: 0, children }),
  );
  const writer = new RecordBatchStreamWriter();
  writer.write(batch);
  writer.finish();
  return writer.toUint8Array();
}

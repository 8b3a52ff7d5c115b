import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { isLabelled } from '@/nodes/kernel/rel/rel-columns';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { columnTypes } from '@/server/engine/duckdb/read-columns';
import { typeOfDuckdb } from '@/server/engine/duckdb/table-schema';
import { arrowColumn, arrowTypeOf, type CellType } from './arrow-column';
import type { OpenedRelation, Reading } from './open-relation';

export interface PreviewRequest {
  readonly offset: number;
  readonly limit: number;
  readonly part?: string;
}

/** A window of a relation's rows as one Arrow IPC stream. Component names of vectors are in the fields' metadata. */
export async function readPreview(
  { connection }: Reading,
  { rel, sql, components }: OpenedRelation,
  { offset, limit, part }: PreviewRequest,
): Promise<Uint8Array> {
  const where = part !== undefined && isLabelled(rel) ? ` where ${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}` : '';
  const types = await columnTypes(connection, sql);
  const columns = [...types].map(([name, type]) => ({
    name,
    type: typeOfDuckdb(type) ?? ('text' as CellType),
    known: typeOfDuckdb(type) !== undefined,
  }));
  const picked = columns.map(({ name, known }) =>
    known ? sqlName(name) : `${sqlName(name)}::varchar as ${sqlName(name)}`,
  );
  const result = await connection.stream(
    `select ${picked.join(', ') || 'null as empty'} from (${sql})${where} limit ${limit} offset ${offset}`,
  );
  const chunks = await result.fetchAllChunks();
  const length = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
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

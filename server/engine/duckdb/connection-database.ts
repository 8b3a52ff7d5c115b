import type { DuckDBConnection } from '@duckdb/node-api';
import type { StageDatabase } from '@/nodes/kernel/define-run';
import { sqlText } from '@/nodes/kernel/expr/sql-text';
import { readDoubles, readTexts } from './read-columns';

export type ReaderConnection = DuckDBConnection;

/** A connection that somebody else opened and closes, as code that learns knows it. */
export const connectionDatabase = (connection: DuckDBConnection): StageDatabase => ({
  rows: async <T extends Record<string, unknown>>(sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as T[],
  execute: async (sql) => {
    await connection.run(sql);
  },
  doubles: (sql, columns) => readDoubles(connection, sql, columns),
  texts: (sql, column) => readTexts(connection, sql, column),
  writeTable: async (sql, path) => {
    await connection.run(`copy (${sql}) to ${sqlText(path)} (format parquet, compression snappy)`);
  },
});

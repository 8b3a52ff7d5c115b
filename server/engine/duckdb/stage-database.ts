import type { DuckDBConnection } from '@duckdb/node-api';
import type { StageDatabase } from '@/nodes/kernel/define-run';
import { sqlText } from '@/nodes/kernel/expr/sql-text';
import { explainFailure } from './explain-failure';
import { type DuckdbSettings, type OpenedDuckdb, openDuckdb } from './open-duckdb';
import { columnTypes, readDoubles, readTexts } from './read-columns';

const TELL_EVERY_MS = 500;

/**
 * A stage's own DuckDB: opened when first asked, closed with the stage, interrupted by the signal. One query at a time.
 */
export class DuckdbStageDatabase implements StageDatabase {
  private opened: Promise<{ database: OpenedDuckdb; connection: DuckDBConnection }> | undefined;

  constructor(
    private readonly settings: DuckdbSettings,
    private readonly signal: AbortSignal,
    /** Told twice a second how much of a table is done, from 0 to 1. */
    private readonly onProgress?: (share: number) => void,
  ) {}

  rows<T extends Record<string, unknown>>(sql: string): Promise<T[]> {
    return this.query(sql, async (connection) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as T[]);
  }

  execute(sql: string): Promise<void> {
    return this.query(sql, async (connection) => {
      await connection.run(sql);
    });
  }

  doubles(sql: string, columns: readonly string[]): Promise<Float64Array[]> {
    return this.query(sql, (connection) => readDoubles(connection, sql, columns));
  }

  texts(sql: string, column: string): Promise<(string | null)[]> {
    return this.query(sql, (connection) => readTexts(connection, sql, column));
  }

  /** DuckDB's type names by column. */
  describe(sql: string): Promise<Map<string, string>> {
    return this.query(sql, (connection) => columnTypes(connection, sql));
  }

  writeTable(sql: string, path: string): Promise<void> {
    const copy = `copy (${sql}) to ${sqlText(path)} (format parquet, compression snappy)`;
    return this.query(copy, async (connection) => {
      const tell = () => {
        const { percentage } = connection.progress;
        if (percentage > 0) this.onProgress?.(percentage / 100);
      };
      const timer = this.onProgress && setInterval(tell, TELL_EVERY_MS);
      try {
        await connection.run(copy);
      } finally {
        clearInterval(timer);
      }
    });
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    opened?.connection.closeSync();
    opened?.database.close();
  }

  private async query<T>(sql: string, ask: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    this.opened ??= this.open();
    const { connection } = await this.opened;
    const interrupt = () => connection.interrupt();
    this.signal.addEventListener('abort', interrupt, { once: true });
    try {
      this.signal.throwIfAborted();
      return await ask(connection);
    } catch (error) {
      throw explainFailure(error, sql);
    } finally {
      this.signal.removeEventListener('abort', interrupt);
    }
  }

  private async open() {
    const database = await openDuckdb(this.settings);
    return { database, connection: await database.connect() };
  }
}

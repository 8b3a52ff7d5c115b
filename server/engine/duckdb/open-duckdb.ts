import { mkdirSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { sqlText } from '@/nodes/kernel/expr/sql-text';

export interface DuckdbSettings {
  readonly memoryLimitBytes: number;
  readonly threads: number;
  /** Where it may spill; made when absent. */
  readonly temporaryFolder: string;
  /** The only folders and files it may read and write. */
  readonly allowedPaths: readonly string[];
}

export interface OpenedDuckdb {
  /** The first connection knows how far its query is. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** An in-memory DuckDB that can reach nothing but the allowed paths, and cannot be talked out of it. */
export async function openDuckdb(settings: DuckdbSettings): Promise<OpenedDuckdb> {
  mkdirSync(settings.temporaryFolder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(settings.threads),
    memory_limit: `${Math.max(Math.floor(settings.memoryLimitBytes / 1_000_000), 64)}MB`,
    temp_directory: settings.temporaryFolder,
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  // Not options of `create`: there, allowed directories are refused together with a locked configuration.
  const allowed = [...settings.allowedPaths, settings.temporaryFolder].map(sqlText).join(', ');
  await connection.run(`set allowed_directories = [${allowed}]`);
  await connection.run('set enable_external_access = false');
  await connection.run(`set timezone = 'UTC'`);
  // Progress is a setting of a connection, and none can be made once they are locked: the first one keeps it.
  await connection.run('set enable_progress_bar = true');
  await connection.run('set enable_progress_bar_print = false');
  await connection.run('set progress_bar_time = 0');
  await connection.run('set lock_configuration = true');
  let first: DuckDBConnection | undefined = connection;
  return {
    connect: async () => {
      const given = first ?? (await instance.connect());
      first = undefined;
      return given;
    },
    close: () => instance.closeSync(),
  };
}

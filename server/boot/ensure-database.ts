import { openSql } from '../db/client';
import { migrateDatabase } from '../db/migrate';
import type { Env } from '../env';
import { AppError } from '../errors';
import { startEmbeddedPostgres } from './postgres/embedded';

export interface ReadyDatabase {
  /** Of a migrated database. */
  readonly url: string;
  /** Gives it up. An embedded server ends with its last user; a user's own server is left alone. */
  stop(): Promise<void>;
}

/**
 * A migrated database for a process that runs by itself, such as the command line: the user's own when DATABASE_URL is
 * set, else the embedded one of SLUICE_HOME, joined when it runs. Call stop() from signal handlers too: a process that
 * a signal ends leaves the server to the next one.
 */
export async function ensureDatabase({ env }: { env: Env }): Promise<ReadyDatabase> {
  const database = await reachDatabase(env);
  try {
    await migrateDatabase(database.url);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function reachDatabase({ databaseUrl, home }: Env): Promise<ReadyDatabase> {
  if (databaseUrl === undefined) return startEmbeddedPostgres({ home });
  await checkExternalDatabase(databaseUrl);
  return { url: databaseUrl, stop: async () => {} };
}

const oldestMajorVersion = 14;

/** Throws unless the server that DATABASE_URL names answers, is recent enough and speaks UTF-8. */
export async function checkExternalDatabase(url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const place = { server: host, database: pathname.slice(1) };
  const client = openSql(url, { maxConnections: 1 });
  try {
    const [row] = await client<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`;
    if (row !== undefined && row.version < oldestMajorVersion) {
      throw new AppError({
        code: 'postgres_too_old',
        blame: 'environment',
        message: `The server that DATABASE_URL names is Postgres ${row.version}; Sluice needs ${oldestMajorVersion} or newer.`,
        place,
        hint: 'Name a newer server, or unset DATABASE_URL to use the embedded one.',
      });
    }
    if (row !== undefined && row.encoding !== 'UTF8') {
      throw new AppError({
        code: 'database_encoding',
        blame: 'environment',
        message: `The database that DATABASE_URL names is encoded in ${row.encoding}; Sluice needs UTF8.`,
        place,
        hint: "Make one with: create database sluice encoding 'UTF8' template template0",
      });
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError({
      code: 'database_unreachable',
      blame: 'environment',
      message: `The database that DATABASE_URL names does not answer: ${cause instanceof Error ? cause.message || cause.name : cause}`,
      place,
      hint: 'Start it or correct DATABASE_URL; or unset it to use the embedded Postgres.',
      cause,
    });
  } finally {
    await client.end({ timeout: 1 });
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import { projectRoot } from '../env';
import { openSql } from './client';

/** Where drizzle-kit writes migrations and where hand-written ones are put beside them. */
export const migrationsFolder = join(projectRoot, 'drizzle', 'migrations');

const advisoryLock = 7_305_510_113;

/** Brings a database to the present schema: our tables first, then graphile-worker's. Safe to call from two processes. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = openSql(url, { maxConnections: 1, applicationName: 'sluice-migrate' });
  try {
    // One connection: the session that holds the lock is the one that migrates.
    await client`select pg_advisory_lock(${advisoryLock})`;
    if (existsSync(join(migrationsFolder, 'meta', '_journal.json'))) {
      await migrate(drizzle(client), { migrationsFolder });
    }
    await runMigrations({ connectionString: url, logger: silentLogger });
  } finally {
    await client.end({ timeout: 2 });
  }
}

const silentLogger = new Logger(() => () => {});

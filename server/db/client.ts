import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';

export interface DatabaseOptions {
  /** Upper bound of open connections of each of the two clients; they open on first use. */
  readonly maxConnections?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

export interface Database {
  /** Typed queries. */
  readonly db: PostgresJsDatabase;
  /** Plain SQL, with postgres.js' own codecs: json and timestamps are decoded. */
  readonly sql: Sql;
  close(): Promise<void>;
}

/**
 * Opens a database. Drizzle changes the json and date codecs of the client it wraps (they then pass strings through),
 * so it has a client of its own; a transaction belongs to one of the two.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const drizzleClient = openSql(url, options);
  const sql = openSql(url, options);
  return {
    db: drizzle(drizzleClient),
    sql,
    async close() {
      await Promise.all([drizzleClient.end({ timeout: 2 }), sql.end({ timeout: 2 })]);
    },
  };
}

/** A bare postgres.js client with the settings all of Sluice uses. */
export function openSql(url: string, options: DatabaseOptions = {}): Sql {
  return postgres(url, {
    max: options.maxConnections ?? 10,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? 'sluice' },
  });
}

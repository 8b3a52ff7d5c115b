import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { startEmbeddedPostgres } from '../boot/postgres/embedded';
import { isAlive } from '../boot/process-identity';
import { openSql } from '../db/client';
import { migrateDatabase, migrationsFolder } from '../db/migrate';
import { projectRoot } from '../env';

export interface TestServer {
  /** Of the maintenance database `postgres`. */
  readonly url: string;
  /** A migrated database to copy. */
  readonly template: string;
  stop(): Promise<void>;
}

/**
 * The Postgres that tests run on: unsafe against a power cut, fast otherwise. It stays on disk between runs, and runs
 * at the same time share it, so a run costs a start (50 ms) instead of an initdb (a second).
 */
export async function startTestServer(): Promise<TestServer> {
  const home = testHome();
  const server = await startOrBeginAnew(home);
  const url = replaceDatabase(server.url, 'postgres');
  const sql = openSql(url, { maxConnections: 1 });
  try {
    await dropLeftovers(sql);
    return { url, template: await ensureTemplate(sql, url), stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The same server, another database. */
export function replaceDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Test databases carry the number of the process that made them. */
export const testDatabasePrefix = 'sluice_test_';

const templatePrefix = 'sluice_template_';
const templatesKept = 3;

function testHome(): string {
  const uid = process.getuid?.() ?? 'user';
  const project = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  const home = join(tmpdir(), `sluice-test-postgres-${uid}-${project}`);
  mkdirSync(home, { recursive: true });
  if (lstatSync(home).uid !== (process.getuid?.() ?? lstatSync(home).uid)) throw new Error(`${home} is not ours`);
  chmodSync(home, 0o711);
  return home;
}

async function startOrBeginAnew(home: string) {
  try {
    return await startEmbeddedPostgres({ home, durability: 'disposable' });
  } catch {
    // Written by another version, or broken by a power cut: nothing in it is worth keeping.
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { mode: 0o711 });
    return startEmbeddedPostgres({ home, durability: 'disposable' });
  }
}

async function databaseNames(sql: Sql, prefix: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${prefix}) order by oid desc`;
  return rows.map((row) => row.name);
}

async function dropLeftovers(sql: Sql): Promise<void> {
  for (const name of await databaseNames(sql, testDatabasePrefix)) {
    const pid = Number(name.slice(testDatabasePrefix.length).split('_')[0]);
    if (!isAlive(pid)) await sql`drop database if exists ${sql(name)} with (force)`;
  }
}

async function ensureTemplate(sql: Sql, url: string): Promise<string> {
  const name = templatePrefix + hashMigrations();
  await sql`select pg_advisory_lock(1)`; // Of this session: it ends with the connection.
  const existing = await databaseNames(sql, templatePrefix);
  if (existing.includes(name)) return name;
  for (const old of existing.slice(templatesKept - 1)) await sql`drop database if exists ${sql(old)} with (force)`;
  const unfinished = `${testDatabasePrefix}${process.pid}_template`;
  await sql`drop database if exists ${sql(unfinished)} with (force)`;
  await sql`create database ${sql(unfinished)}`;
  await migrateDatabase(replaceDatabase(url, unfinished));
  await sql`alter database ${sql(unfinished)} rename to ${sql(name)}`;
  return name;
}

function hashMigrations(): string {
  const hash = createHash('sha256').update(
    readFileSync(join(projectRoot, 'node_modules/graphile-worker/package.json')),
  );
  if (existsSync(migrationsFolder)) {
    const files = readdirSync(migrationsFolder, { recursive: true, encoding: 'utf8' }).sort();
    for (const file of files.filter((name) => /\.(sql|json)$/.test(name))) {
      hash.update(`${file}\0`).update(readFileSync(join(migrationsFolder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

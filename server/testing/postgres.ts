import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openSql } from '../db/client';
import { replaceDatabase, testDatabasePrefix } from './test-server';
import './vitest-setup';

export interface TestDatabase {
  readonly url: string;
  /** Ends its connections and removes it; call it in afterAll. */
  drop(): Promise<void>;
}

/** A new migrated database of its own; call it in beforeAll of a test file that needs one. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `${testDatabasePrefix}${process.pid}_${randomBytes(4).toString('hex')}`;
  const administer = async (statement: string) => {
    const sql = openSql(server.url, { maxConnections: 1 });
    try {
      await sql.unsafe(statement);
    } finally {
      await sql.end({ timeout: 1 });
    }
  };
  await administer(`create database "${name}" template "${server.template}"`);
  return {
    url: replaceDatabase(server.url, name),
    drop: () => administer(`drop database if exists "${name}" with (force)`),
  };
}

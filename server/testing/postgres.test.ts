import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../db/client';
import { migrateDatabase } from '../db/migrate';
import { createTestDatabase } from './postgres';

const first = await createTestDatabase();
const second = await createTestDatabase();
afterAll(async () => {
  await first.drop();
  await second.drop();
});

test('a test database is migrated, its own, and migrating it again changes nothing', async () => {
  const one = openDatabase(first.url);
  const other = openDatabase(second.url);
  try {
    await one.sql`create table only_here (id int)`;
    const [job] = await one.sql`select id from graphile_worker.add_job('nothing')`;
    expect(job?.id).toBeDefined();
    await migrateDatabase(first.url);
    const [found] = await other.sql`select to_regclass('only_here') as name`;
    expect(found?.name).toBeNull();
  } finally {
    await one.close();
    await other.close();
  }
});

test('json and timestamps are decoded by the plain client although drizzle wraps another', async () => {
  const { sql, db, close } = openDatabase(first.url);
  try {
    await db.execute('select 1');
    const [row] = await sql`select '{"a":1}'::jsonb as json, now() as at`;
    expect(row?.json).toEqual({ a: 1 });
    expect(row?.at).toBeInstanceOf(Date);
  } finally {
    await close();
  }
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/postgres';
import { type Database, openDatabase } from './client';
import { readRowCounts, readSamples } from './stage-attempts';

let testDatabase: TestDatabase;
let database: Database;

/** 20,000 tries of 200 kinds: the n-th took n milliseconds, ended in second n, and had the settings n mod 500. */
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  await database.sql`
    insert into stage_attempts (computation_id, attempt, key, work, settings, rows, started_at, ended_at, outcome)
    select 'c' || n, 1, 'k' || n, 'kind ' || n % 200, 's' || n % 500, n, t - n * interval '1 millisecond', t,
      case when n % 7 = 0 then 'failed' else 'ran' end
    from generate_series(1, 20000) n, lateral (select '2026-01-01'::timestamptz + n * interval '1 second' as t) moment`;
  await database.sql`analyze stage_attempts`;
}, 60_000);
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

describe('samples for estimates', () => {
  test('are the latest that ran of each kind, and the latest with the same settings however long ago', async () => {
    const found = await readSamples(database.sql, [
      { kind: 'kind 3', settings: 's103' },
      { kind: 'kind 3', settings: 'unheard of' },
      { kind: 'no such kind', settings: 's1' },
    ]);
    expect(new Set(found.map(({ work }) => work))).toEqual(new Set(['kind 3']));
    // n ≡ 3 (mod 200), not divisible by 7: the latest thirty; the latest eight with settings s103, n ≡ 103 (mod 500) as well: n ≡ 603 (mod 1000).
    const ofKind = Array.from({ length: 100 }, (_, at) => 3 + at * 200).filter((n) => n % 7 !== 0);
    const same = ofKind.filter((n) => n % 500 === 103);
    const expected = new Set([...ofKind.slice(-30), ...same.slice(-8)]);
    expect(new Set(found.map(({ rows }) => rows))).toEqual(expected);
    for (const { rows, ms, settings } of found) {
      expect(ms).toBeCloseTo(rows!, 6);
      expect(settings).toBe(`s${rows! % 500}`);
    }
  });

  test('are found by an index, not by reading all tries', async () => {
    const plan = await database.sql<{ 'QUERY PLAN': string }[]>`
      explain select * from stage_attempts s where s.work = 'kind 3' and s.outcome = 'ran' order by s.ended_at desc limit 30`;
    const same = await database.sql<{ 'QUERY PLAN': string }[]>`
      explain select * from stage_attempts s
      where s.work = 'kind 3' and s.settings = 's103' and s.outcome = 'ran' order by s.ended_at desc limit 30`;
    const text = [...plan, ...same].map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('stage_attempts_work');
    expect(text).not.toContain('Seq Scan');
  });

  test('are none when nothing is asked', async () => {
    expect(await readSamples(database.sql, [])).toEqual([]);
    expect(await readRowCounts(database.sql, [])).toEqual(new Map());
  });
});

test('rows are those of tables in the catalogue', async () => {
  await database.sql`
    insert into catalogue (key, kind, hash, size_bytes, meta) values
      ('a', 'table', 'h', 1, '{"rowCount": 7043}'), ('b', 'json', 'h', 1, '{}')`;
  expect(await readRowCounts(database.sql, ['a', 'b', 'c'])).toEqual(new Map([['a', 7043]]));
});

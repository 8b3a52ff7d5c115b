import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineRun } from '@/nodes/kernel/define-run';
import { call, col, float } from '@/nodes/kernel/expr/expr';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { type Database, openDatabase } from '@/server/db/client';
import { runStage } from '@/server/executor/run-stage';
import { workFolderOf } from '@/server/executor/stage-work';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { specOf } from '../fixtures/specs';
import { createReader } from './create-reader';
import { readerToken } from './token';

const { home, remove } = createTemporaryHome();
let testDatabase: TestDatabase;
let database: Database;
let reader: Awaited<ReturnType<typeof createReader>>;
let table: Rel;

const query = `select i::bigint as n, case when i % 10 = 0 then null else i * 0.5::double end as x,
    case when i % 4 = 0 then null else 'größe ' || (i % 3) end as t, i % 2 = 0 as b, date '2024-01-01' + i::integer as d,
    timestamp '2024-01-01 12:00:00' as ts, [i::double, 1.0] as v, case when i < 80 then 'train' else 'test' end as "$partition"
  from range(100) r(i)`;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  const { spec } = specOf({ t: { type: 'rows', outputs: ['table'] } });
  const stage = spec.stages[0]!;
  const { artifacts } = await runStage(
    {
      computationId: stage.key,
      attempt: 1,
      stage,
      title: 't',
      publish: false,
      inputs: {},
      home,
      threads: 1,
      memoryLimitBytes: 500e6,
      workFolder: workFolderOf(home, stage.key, 1),
    },
    {
      runtime: { rows: async () => ({ default: defineRun(async ({ outputs }) => outputs.table('table', query)) }) },
      signal: new AbortController().signal,
      listener: { progress: () => {}, log: () => {} },
    },
  );
  const { key, kind, hash, sizeBytes, meta } = artifacts[0]!;
  const described = { ...meta, components: { v: ['first', 'second'] } };
  await database.sql`insert into catalogue (key, kind, hash, size_bytes, meta)
    values (${key}, ${kind}, ${hash}, ${sizeBytes}, ${JSON.stringify(described)}::text::jsonb)`;
  table = { op: 'scan', key, columns: ['n', 'x', 't', 'b', 'd', 'ts', 'v', '$partition'] };
  reader = await createReader({ databaseUrl: testDatabase.url, home, port: 0 });
});
afterAll(async () => {
  await reader.stop();
  await database.close();
  await testDatabase.drop();
  remove();
});

async function ask(path: string, body: unknown, options: { token?: string; signal?: AbortSignal } = {}) {
  return fetch(`http://127.0.0.1:${reader.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${options.token ?? (await readerToken(home))}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    signal: options.signal,
  });
}

describe('the reader', () => {
  test('gives a window of rows as Arrow, every type and null as it is', async () => {
    const response = await ask('/preview', { rel: table, offset: 10, limit: 3 });
    expect(response.headers.get('x-row-count')).toBe('100');
    const rows = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    expect(rows.numRows).toBe(3);
    const [first, second] = rows.toArray().map((row) => row.toJSON());
    expect(first).toMatchObject({ n: 10n, x: null, t: 'größe 1', b: true });
    expect(second).toMatchObject({ n: 11n, x: 5.5, b: false });
    expect([...first.v]).toEqual([10, 1]);
    expect(new Date(Number(first.d)).toISOString().slice(0, 10)).toBe('2024-01-11');
    expect(rows.getChild('t')!.get(2)).toBeNull();
    expect(rows.schema.fields.find((field) => field.name === 'v')!.metadata.get('components')).toBe(
      '["first","second"]',
    );
  });

  test('sorts and filters, ties in the order of the table, and counts what is left', async () => {
    const view = {
      sort: [{ column: 't', descending: true }],
      where: [{ column: 'n', is: 'at-least', value: '90' }],
    };
    const response = await ask('/preview', { rel: table, view, offset: 0, limit: 4 });
    expect(response.headers.get('x-row-count')).toBe('10');
    const rows = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    // Of 90 to 99 those with i % 3 = 2, not a multiple of 4: 95, 98; then i % 3 = 1.
    expect([...rows.getChild('n')!].map(Number)).toEqual([95, 98, 91, 94]);
    const rest = tableFromIPC(await (await ask('/preview', { rel: table, view, offset: 8, limit: 4 })).arrayBuffer());
    expect(rest.toArray().map((row) => row.toJSON().t)).toEqual([null, null]);
  });

  test('refuses a filter that its column cannot answer', async () => {
    const where = [{ column: 'd', is: 'less', value: 'yesterday' }];
    const response = await ask('/preview', { rel: table, view: { where }, offset: 0, limit: 4 });
    expect(response.status).toBe(422);
    expect((await response.json()).message).toBe('“yesterday” is no value of d: it takes a date such as 2024-01-31.');
  });

  test('finds a text in the rows of a view, and goes round', async () => {
    const find = async (more: object) => (await ask('/find', { rel: table, text: 'GRÖßE 2', ...more })).json();
    // i % 3 = 2 without the multiples of 4: 2, 5, 11, 14, …
    expect(await find({})).toEqual({ rows: 25, row: 2, column: 't', number: 1 });
    expect(await find({ after: 2 })).toEqual({ rows: 25, row: 5, column: 't', number: 2 });
    expect(await find({ after: 99 })).toMatchObject({ row: 2 });
    expect(await find({ after: 2, backwards: true })).toMatchObject({ row: 98, number: 25 });
    const view = { sort: [{ column: 'n', descending: true }] };
    expect(await find({ view })).toEqual({ rows: 25, row: 1, column: 't', number: 1 });
    expect(await find({ text: 'nowhere' })).toEqual({ rows: 0 });
    expect(await find({ text: '7', columns: ['n'], after: 7 })).toMatchObject({ row: 17, column: 'n' });
  });

  test('keeps to one part of the rows', async () => {
    const rows = tableFromIPC(
      await (await ask('/preview', { rel: table, offset: 0, limit: 200, view: { part: 'test' } })).arrayBuffer(),
    );
    expect(rows.numRows).toBe(20);
  });

  test('opens a relation that no stage has written', async () => {
    const rel: Rel = { op: 'filter', input: table, where: call('less', col('x'), float(40)) };
    const rows = tableFromIPC(await (await ask('/preview', { rel, offset: 0, limit: 200 })).arrayBuffer());
    expect(rows.numRows).toBe(72);
    expect(await (await ask('/partition-counts', { rel })).json()).toEqual({
      rowCount: 72,
      partitionCounts: { train: 72 },
    });
  });

  test('profiles every column', async () => {
    const profile = (await (await ask('/profile', { rel: table })).json()) as {
      rowCount: number;
      columns: Record<string, unknown>[];
    };
    expect(profile.rowCount).toBe(100);
    const byName = Object.fromEntries(profile.columns.map((column) => [column.name as string, column]));
    expect(byName.x).toMatchObject({ type: 'float', missing: 10, min: 0.5, max: 49.5 });
    expect((byName.x!.histogram as number[]).reduce((sum, count) => sum + count, 0)).toBe(90);
    expect(byName.t).toMatchObject({
      type: 'text',
      missing: 25,
      top: [{ value: 'größe 0', count: 25 }, expect.anything(), expect.anything()],
    });
    expect(byName.d).toMatchObject({ type: 'date', min: '2024-01-01T00:00:00.000Z' });
    expect(byName.$partition).toBeUndefined();
  });

  test('tells infinite values, columns that repeat another, and one part alone', async () => {
    const rel: Rel = {
      op: 'project',
      input: table,
      columns: [
        { name: 'n', expr: col('n') },
        { name: 'again', expr: col('n') },
        { name: 'x', expr: col('x') },
        { name: 'low', expr: call('less', col('n'), float(84)) },
        { name: 'lower', expr: call('less', col('n'), float(82)) },
      ],
    };
    const profile = await (await ask('/profile', { rel, part: 'test' })).json();
    expect(profile.rowCount).toBe(20);
    expect(profile.columns).toMatchObject([
      { name: 'n', min: 80, max: 99, mean: 89.5 },
      { name: 'again', sameAs: 'n' },
      { name: 'x', missing: 2 },
      { name: 'low' },
      { name: 'lower' },
    ]);
    const repeated = profile.columns.flatMap(({ sameAs }: { sameAs?: string }) => sameAs ?? []);
    expect(repeated).toEqual(['n']);
  });

  test('finds rows by what is in them, missing values and moments too', async () => {
    const match = async (values: object) => (await ask('/match', { rel: table, values })).json();
    const one = await match({ n: 11, x: 5.5, d: '2024-01-12', ts: '2024-01-01 12:00:00', b: false, v: [0, 0] });
    expect(one).toMatchObject({
      count: 1,
      rows: [{ place: 11, part: 'train', values: { n: 11, t: 'größe 2', v: [11, 1], d: '2024-01-12' } }],
    });
    const missing = await match({ x: null });
    expect([missing.count, missing.rows.length]).toEqual([10, 5]);
    expect(await match({ t: 'nowhere' })).toEqual({ count: 0, rows: [] });
    expect(await match({ absent: 1 })).toEqual({ count: 0, rows: [] });
  });

  test('compares a table with another by PSI, as monitors do', async () => {
    const rel: Rel = { op: 'filter', input: table, where: call('less', col('x'), float(20)) };
    const drift = await (await ask('/drift', { rel, before: { rel: table } })).json();
    const byName = Object.fromEntries(drift.map((column: { name: string }) => [column.name, column]));
    expect(byName.n).toMatchObject({ status: expect.stringMatching(/drifted|too_few_rows/) });
    expect(byName.b.psi).toBeLessThan(0.02);
    expect(byName.v).toBeUndefined();
  });

  test('lists the values of a column in their order', async () => {
    expect(await (await ask('/values', { rel: table, column: 't' })).json()).toEqual({
      values: ['größe 0', 'größe 1', 'größe 2'],
      isCut: false,
    });
    expect(await (await ask('/values', { rel: table, column: 'b' })).json()).toMatchObject({
      values: ['false', 'true'],
    });
  });

  test('binds a query without any table', async () => {
    const request = { kind: 'binding', key: 'k', query: 'select 1 as x', inputs: [] };
    expect(await (await ask('/bind', { request })).json()).toEqual({
      columns: [{ name: 'x', type: 'int', from: [], how: 'derived' }],
      partitioned: false,
    });
  });

  test('says which artifacts are missing', async () => {
    const response = await ask('/preview', {
      rel: { op: 'scan', key: 'absent', columns: ['a'] },
      offset: 0,
      limit: 10,
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'not_materialised', keys: ['absent'] });
  });

  test('refuses strangers and nonsense', async () => {
    expect((await ask('/preview', { rel: table }, { token: randomUUID() })).status).toBe(401);
    expect((await ask('/elsewhere', {})).status).toBe(404);
    expect((await ask('/preview', 'not json')).status).toBe(400);
    expect((await ask('/preview', { rel: table, limit: 1e9 })).status).toBe(422);
  });

  test('stops a query whose asker is gone, and answers the next', async () => {
    // 100 rows joined with themselves four times over: 10^10 rows, which nobody waits for.
    const pairs = (input: Rel): Rel => ({
      op: 'join',
      inputs: [input, { ...table }],
      kind: 'inner',
      on: [{ left: 'ts', right: 'ts' }],
      columns: [
        { name: 'n', side: 'left', column: 'n' },
        { name: 'ts', side: 'left', column: 'ts' },
      ],
    });
    const plain: Rel = { op: 'project', input: table, columns: ['n', 'ts'].map((name) => ({ name, expr: col(name) })) };
    const endless = pairs(pairs(pairs(pairs(plain))));
    const gone = new AbortController();
    const asked = ask('/profile', { rel: endless }, { signal: gone.signal });
    setTimeout(() => gone.abort(), 300);
    await expect(asked).rejects.toThrow();
    // Both threads of DuckDB are free again: a query that went on would keep this one waiting for minutes.
    expect((await ask('/profile', { rel: plain })).status).toBe(200);
  }, 30_000);
});

test('a token survives two that ask for it first', async () => {
  const other = createTemporaryHome();
  const tokens = await Promise.all([readerToken(other.home), readerToken(other.home), readerToken(join(other.home))]);
  expect(new Set(tokens).size).toBe(1);
  other.remove();
});

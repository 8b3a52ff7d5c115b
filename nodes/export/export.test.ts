import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import type { RunContext, TableSchema } from '../kernel';
import { openTestStage, type TestStage } from '../testing-context';
import { type Config, exportTable } from './definition';
import { pathProblem, withExtension } from './file-path';
import run from './run';

const home = mkdtempSync(join(tmpdir(), 'sluice-export-'));
const exportsFolder = join(home, 'exports');
let stage: TestStage;

const schema: TableSchema = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'the "name"', type: 'text', nullable: true },
    { name: 'x', type: 'float', nullable: true },
    { name: 'moment', type: 'timestamp', nullable: true },
    { name: 'v', type: 'vector', nullable: false },
  ],
  open: false,
  partitioned: true,
};
const rows = `select * from (values
  (1::bigint, 'a,"b"', 0.1::double, timestamp '2026-01-01 12:00:00.5', [1.0, 0.0]::double[], 'train'),
  (2, '', null, null, [0.0, 1.0], 'train'),
  (9007199254740993, null, 1e300, timestamp '1969-12-31 23:00:00', [0.0, 0.0], 'test')
) t(id, "the ""name""", x, moment, v, "$partition")`;

beforeAll(() => {
  process.env.SLUICE_HOME = home;
});
beforeEach(async () => {
  stage = await openTestStage();
  await stage.givenTable('table', schema, rows, { v: ['c=one', 'c=two'] });
});
afterEach(async () => stage[Symbol.asyncDispose]());
afterAll(() => rmSync(home, { recursive: true, force: true }));

const write = (settings: Record<string, unknown>, more: Partial<RunContext<Config>> = {}) =>
  run.run(stage.context(exportTable.config.parse(settings), more));

describe('a file', () => {
  test('is written as CSV, vectors as a column per component, in every run', async () => {
    await write({ file: 'reports/new/rows', missing: 'NA', withPart: true });
    expect(readFileSync(join(exportsFolder, 'reports/new/rows.csv'), 'utf8')).toBe(
      [
        'id,"the ""name""",x,moment,c=one,c=two,part',
        '1,"a,""b""",0.1,2026-01-01 12:00:00.5,1.0,0.0,train',
        '2,,NA,NA,0.0,1.0,train',
        '9007199254740993,NA,1e+300,1969-12-31 23:00:00,0.0,0.0,test',
        '',
      ].join('\n'),
    );
    expect(stage.reports.get('report')!.value).toMatchObject({
      file: 'reports/new/rows.csv',
      rowCount: 3,
      isWritten: true,
    });
  });

  test('replaces an older one by a rename: nothing half-written lies beside it', async () => {
    mkdirSync(exportsFolder, { recursive: true });
    writeFileSync(join(exportsFolder, 'a.parquet'), 'old');
    await write({ target: 'parquet', file: 'a.parquet' });
    const back = await stage.database.rows<{ n: bigint }>(
      `select count(*) as n from read_parquet('${stage.folder}/in-table.parquet')`,
    );
    expect(back[0]!.n).toBe(3n);
    expect(readFileSync(join(exportsFolder, 'a.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    expect(readdirSync(exportsFolder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test.each([
    '../a.csv',
    '/etc/a.csv',
    'a/../../b.csv',
    'a//b.csv',
    '.hidden',
    'a\\b.csv',
    'a:b.csv',
    'x\n.csv',
    '',
    'a/',
  ])('may not be called %j', (file) => expect(pathProblem(file)).toBeDefined());

  test('does not follow a link out of its folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'sluice-outside-'));
    mkdirSync(exportsFolder, { recursive: true });
    symlinkSync(outside, join(exportsFolder, 'link'));
    await expect(write({ file: 'link/a.csv' })).rejects.toThrow('leads out of the folder of exports');
    symlinkSync(join(outside, 'target.csv'), join(exportsFolder, 'linked.csv'));
    await write({ file: 'linked.csv' });
    expect(readdirSync(outside)).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  test('has the ending of its format', () => {
    expect(withExtension('a.CSV', 'csv')).toBe('a.CSV');
    expect(withExtension('a.csv', 'parquet')).toBe('a.csv.parquet');
  });
});

describe('a Postgres table', { timeout: 60_000 }, () => {
  let warehouse: TestDatabase;
  let sql: Sql;
  beforeAll(async () => {
    warehouse = await createTestDatabase();
    process.env.EXPORT_TEST_URL = warehouse.url;
    sql = postgres(warehouse.url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
  });
  afterAll(async () => {
    await sql.end();
    await warehouse.drop();
  });
  const settings = { target: 'postgres', connection: 'EXPORT_TEST_URL', name: 'my "rows"' };
  const publish = { publish: true };

  test('is written only with Publish', async () => {
    await write(settings);
    expect(stage.reports.get('report')!.value).toMatchObject({ isWritten: false, table: 'public.my "rows"' });
    expect(await sql`select 1 from pg_class where relname = 'my "rows"'`).toHaveLength(0);
  });

  test('has every value as it was, the empty text and the missing one apart', async () => {
    await write(settings, publish);
    const found =
      await sql`select id, "the ""name""" as name, x, moment, "c=two" as two from "my ""rows""" order by id`;
    expect(found.map((row) => ({ ...row }))).toEqual([
      { id: '1', name: 'a,"b"', x: 0.1, moment: new Date('2026-01-01T12:00:00.500Z'), two: 0 },
      { id: '2', name: '', x: null, moment: null, two: 1 },
      { id: '9007199254740993', name: null, x: 1e300, moment: new Date('1969-12-31T23:00:00Z'), two: 0 },
    ]);
  });

  test('is replaced, added to, or refused, as the settings say', async () => {
    const count = async () => Number((await sql`select count(*) as n from "my ""rows"""`)[0]!.n);
    await write(settings, publish);
    expect(await count()).toBe(3);
    await write({ ...settings, mode: 'append' }, publish);
    expect(await count()).toBe(6);
    await expect(write({ ...settings, mode: 'create' }, publish)).rejects.toThrow('is there already');
    await write(settings, publish);
    expect(await count()).toBe(3);
  });

  test('stays as it was when a row is refused', async () => {
    await sql`create table strict (id bigint check (id < 10), "the ""name""" text, x float8, moment timestamptz, "c=one" float8, "c=two" float8)`;
    await sql`insert into strict (id) values (5)`;
    await expect(write({ ...settings, name: 'strict', mode: 'append' }, publish)).rejects.toThrow(
      /Postgres refused public\.strict/,
    );
    expect(await sql`select id from strict`).toHaveLength(1);
    // The server says so only at the end: nothing may wait for it for ever.
    await stage.givenTable(
      'table',
      { columns: [{ name: 't', type: 'text', nullable: false }], open: false },
      `select 'a' || chr(0) as t`,
    );
    await expect(write({ ...settings, name: 'zero' }, publish)).rejects.toThrow(
      'Postgres refused public.zero: invalid byte sequence',
    );
    await sql`create view seen as select 1 as id`;
    await expect(write({ ...settings, name: 'seen' }, publish)).rejects.toThrow('a view');
  });

  test('needs an address, and never tells it', async () => {
    await expect(write({ ...settings, connection: 'EXPORT_ABSENT' }, publish)).rejects.toThrow(
      'EXPORT_ABSENT is not set',
    );
    process.env.EXPORT_WRONG = 'postgres://me:secret@127.0.0.1:1/x';
    const failure = await write({ ...settings, connection: 'EXPORT_WRONG' }, publish).catch((error: Error) => error);
    expect(String(failure)).toContain('EXPORT_WRONG cannot be reached');
    expect(JSON.stringify(failure) + String(failure)).not.toContain('secret');
    await expect(write({ ...settings, connection: 'DATABASE_URL' }, publish)).rejects.toThrow('is not set');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, col } from '@/nodes/kernel/expr/expr';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { JoinKind, Rel } from '@/nodes/kernel/rel/rel';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { renderSql } from '.';

const ROWS = 130_000;
/** Enough rows for several threads; `id` is the place of a row. */
const TABLES: Readonly<Record<string, string>> = {
  wide: `(select i as id, (hash(i) % 1000)::bigint as k, case when i % 10 < 7 then 'train' else 'test' end as "${PARTITION_COLUMN}" from range(${ROWS}) t(i))`,
  plain: `(select i as id, (hash(i) % 1000)::bigint as k, (i % 3)::bigint as g from range(${ROWS}) t(i))`,
  backwards: `(select i as id, (hash(i) % 1000)::bigint as k, (i % 3)::bigint as g from range(${ROWS - 1}, -1, -1) t(i))`,
  partners: '(select (i // 2)::bigint as k, i as n from range(1500) t(i))',
};
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  wide: ['id', 'k', PARTITION_COLUMN],
  plain: ['id', 'k', 'g'],
  backwards: ['id', 'k', 'g'],
  partners: ['k', 'n'],
};
const scan = (key: string): Rel => ({ op: 'scan', key, columns: COLUMNS[key]! });

const folder = mkdtempSync(join(tmpdir(), 'sluice-rows-'));
const databases: DuckdbStageDatabase[] = [];
const [one, two] = [1, 2].map((threads) => {
  const database = new DuckdbStageDatabase(
    {
      memoryLimitBytes: 500e6,
      threads,
      temporaryFolder: join(folder, `spill-${threads}`),
      allowedPaths: [folder],
    },
    new AbortController().signal,
  );
  databases.push(database);
  return database;
}) as [DuckdbStageDatabase, DuckdbStageDatabase];
const tables: Record<string, string> = {};

// Read from files, as stages do: several threads read them in pieces.
beforeAll(async () => {
  for (const [name, sql] of Object.entries(TABLES)) {
    tables[name] = `read_parquet('${join(folder, `${name}.parquet`)}')`;
    await two.writeTable(`from ${sql}`, join(folder, `${name}.parquet`));
  }
});
afterAll(async () => {
  for (const database of databases) await database.close();
  rmSync(folder, { recursive: true, force: true });
});

type Row = Record<string, bigint | string | null>;
const ask = async (rel: Rel, database = two): Promise<Row[]> =>
  database.rows<Row>(renderSql(rel, { scan: (key) => tables[key]!, learned: () => undefined }));
const ids = (rows: readonly Row[]): number[] => rows.map((row) => Number(row.id));
const isRising = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || numbers[index - 1]! < number);

describe('limit', () => {
  test('below a split takes the first rows of each part, in the order they come', async () => {
    const rows = await ask({ op: 'limit', input: scan('wide'), rows: 3, skip: 1 });
    expect(rows.map((row) => [Number(row.id), row[PARTITION_COLUMN]])).toEqual([
      [1, 'train'],
      [2, 'train'],
      [3, 'train'],
      [8, 'test'],
      [9, 'test'],
      [17, 'test'],
    ]);
  });

  test('after a sort takes the first in that order, below a split too', async () => {
    const sorted: Rel = { op: 'sort', input: scan('wide'), by: [{ of: col('id'), descending: true }] };
    expect(ids(await ask({ op: 'limit', input: sorted, rows: 2 }))).toEqual([ROWS - 1, ROWS - 2, ROWS - 4, ROWS - 5]);
  });
});

describe('sample', () => {
  const sample = (input: Rel, size: { rows: number } | { share: number }, seed = 7): Rel => ({
    op: 'sample',
    input,
    size,
    seed,
    identity: 'id',
    columns: ['id', 'k', 'g'],
  });

  test('takes as many rows as asked for, in their order, the same ones from a table in another order', async () => {
    const rows = ids(await ask(sample(scan('plain'), { rows: 500 })));
    expect(rows).toHaveLength(500);
    expect(isRising(rows)).toBe(true);
    expect(ids(await ask(sample(scan('backwards'), { rows: 500 })))).toEqual(rows.toReversed());
    expect(ids(await ask(sample(scan('plain'), { rows: 500 }, 8)))).not.toEqual(rows);
  });

  test('takes the same rows of a table so wide that whole rows are not sorted', async () => {
    const columns = ['id', ...Array.from({ length: 600 }, (_, index) => `c${index}`)];
    const wide: Rel = {
      op: 'project',
      input: scan('plain'),
      columns: columns.map((name) => ({ name, expr: col(name === 'id' ? 'id' : 'g') })),
    };
    const sql = renderSql(
      { op: 'sample', input: wide, size: { rows: 500 }, seed: 7, identity: 'id', columns },
      { scan: (key) => tables[key]!, learned: () => undefined },
    );
    expect(ids(await two.rows(`select id from (${sql})`))).toEqual(
      ids(await ask(sample(scan('plain'), { rows: 500 }))),
    );
  });

  test('takes about the share asked for', async () => {
    const taken = (await ask(sample(scan('plain'), { share: 0.2 }))).length;
    // Six standard deviations of a binomial of that many rows and 0.2.
    expect(Math.abs(taken - ROWS * 0.2)).toBeLessThan(6 * Math.sqrt(ROWS * 0.2 * 0.8));
  });

  test('and a split of the same seed deal by different numbers', async () => {
    const split: Rel = {
      op: 'label',
      input: sample(scan('plain'), { share: 0.5 }),
      method: { kind: 'random', seed: 7 },
      shares: [0.5, 0, 0.5],
      identity: 'id',
      columns: ['id', 'k', 'g'],
    };
    const label = `(${sqlName(PARTITION_COLUMN)} = 'train')::int`;
    const sql = renderSql(split, { scan: (key) => tables[key]!, learned: () => undefined });
    const [{ training } = { training: 0 }] = await two.rows<{ training: number }>(
      `select avg(${label}) as training from (${sql})`,
    );
    expect(training).toBeGreaterThan(0.48);
    expect(training).toBeLessThan(0.52);
  });
});

describe('deduplicate', () => {
  test('keeps one row per combination, in the order the rows come', async () => {
    const rel: Rel = { op: 'distinct', input: scan('plain'), by: ['k'], order: [], columns: ['id', 'k', 'g'] };
    const rows = await ask(rel);
    expect(rows).toHaveLength(1000);
    expect(isRising(ids(rows))).toBe(true);
    const [smallest] = await two.rows<{ same: boolean }>(
      `select list_sort(list(id)) = [${ids(rows).join(', ')}] as same from (select min(id) as id from ${tables.plain} group by k)`,
    );
    expect(smallest!.same).toBe(true);
  });

  test('keeps the last by an order of several columns', async () => {
    const order = [{ of: col('g'), descending: true }, { of: call('negate', col('id')) }];
    const rel: Rel = { op: 'distinct', input: scan('plain'), by: ['k'], order, columns: ['id', 'k', 'g'] };
    const [wanted] = await two.rows<{ ids: readonly bigint[] }>(
      `select list(id order by id) as ids from (select arg_max(id, g * 1000000 + id) as id from ${tables.plain} group by k)`,
    );
    expect(ids(await ask(rel))).toEqual(wanted!.ids.map(Number));
  });
});

describe('join', () => {
  const joined = (kind: JoinKind): Rel => ({
    op: 'join',
    inputs: [scan('plain'), scan('partners')],
    kind,
    on: [{ left: 'k', right: 'k' }],
    columns: [
      { name: 'id', side: 'left', column: 'id' },
      { name: 'k', side: 'both', column: 'k' },
      { name: 'n', side: 'right', column: 'n' },
    ].filter(({ side }) => side === 'left' || (kind !== 'semi' && kind !== 'anti')) as never,
  });

  test.each(['inner', 'left', 'right', 'full', 'semi', 'anti'] as const)(
    'writes rows in one order, whatever the threads: %s',
    async (kind) => {
      const columns = kind === 'semi' || kind === 'anti' ? ['id'] : ['id', 'n'];
      const sql = renderSql(joined(kind), { scan: (key) => tables[key]!, learned: () => undefined });
      const written = await two.doubles(sql, columns);
      const again = await one.doubles(sql, columns);
      // As bytes: comparing element by element takes seconds.
      expect(
        written.map((values, index) => Buffer.from(values.buffer).equals(Buffer.from(again[index]!.buffer))),
      ).toEqual(columns.map(() => true));
      const places = (kind === 'right' ? written[1]! : written[0]!).map((place) =>
        Number.isNaN(place) ? ROWS : place,
      );
      expect(places.every((place, index) => index === 0 || places[index - 1]! <= place)).toBe(true);
      // Keys 0 to 749 of 1,000 have two partners each.
      const [matched] = await two.rows<{ n: bigint }>(`select count(*) as n from ${tables.plain} where k < 750`);
      const left = Number(matched!.n);
      const counts = {
        inner: 2 * left,
        left: ROWS + left,
        right: 2 * left,
        full: ROWS + left,
        semi: left,
        anti: ROWS - left,
      };
      expect(places).toHaveLength(counts[kind]);
    },
  );
});

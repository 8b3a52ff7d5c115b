import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckdbStageDatabase } from './stage-database';

let folder: string;
let stop: AbortController;
let database: DuckdbStageDatabase;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-duckdb-'));
  stop = new AbortController();
  database = new DuckdbStageDatabase(
    { memoryLimitBytes: 200e6, threads: 2, temporaryFolder: join(folder, 'spill'), allowedPaths: [join(folder, 'in')] },
    stop.signal,
  );
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the database of a stage', () => {
  test('gives columns as doubles, null as NaN, one array per component of a vector', async () => {
    const [a, b, first, second] = await database.doubles(
      `select * from (values (1::bigint, 0.5::double, [1.0, 2.0]::double[]), (null, 2.5, null)) t(a, b, v)`,
      ['a', 'b', 'v'],
    );
    expect([...a!]).toEqual([1, Number.NaN]);
    expect([...b!]).toEqual([0.5, 2.5]);
    expect([...first!]).toEqual([1, Number.NaN]);
    expect([...second!]).toEqual([2, Number.NaN]);
  });

  test('reads many chunks in order', async () => {
    const [values] = await database.doubles('select i::double as i from range(10000) t(i)', ['i']);
    expect([...values!]).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect((await database.texts(`select 'row ' || i as t from range(5000) t(i)`, 't'))[4999]).toBe('row 4999');
  });

  test('cannot reach what it was not given, by dots, links or settings', async () => {
    await writeFile(join(folder, 'secret.csv'), 'a\n1\n');
    const inside = join(folder, 'in');
    await import('node:fs/promises').then((fs) => fs.mkdir(inside));
    await symlink(join(folder, 'secret.csv'), join(inside, 'link.csv'));
    for (const path of [join(folder, 'secret.csv'), `${inside}/../secret.csv`, join(inside, 'link.csv')]) {
      await expect(database.rows(`select * from read_csv('${path}')`)).rejects.toMatchObject({ name: 'AppError' });
    }
    await expect(database.execute('set enable_external_access = true')).rejects.toThrow();
    await expect(database.execute(`set allowed_directories = ['/']`)).rejects.toThrow();
  });

  test('writes the same bytes for the same query', async () => {
    const paths = ['a', 'b'].map((name) => join(folder, 'spill', `${name}.parquet`));
    for (const path of paths) await database.writeTable('select i, i % 7 as k from range(300000) t(i)', path);
    const [first, second] = await Promise.all(paths.map((path) => readFile(path)));
    expect(first!.equals(second!)).toBe(true);
  });

  test('stops a running query when its stage is cancelled', async () => {
    const begun = Date.now();
    setTimeout(() => stop.abort(), 50);
    await expect(
      database.rows('select count(*) from range(100000000) a, range(100000) b where a.range * b.range % 7 = 3'),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(Date.now() - begun).toBeLessThan(2000);
  });
});

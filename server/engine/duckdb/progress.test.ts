import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DuckdbStageDatabase } from './stage-database';

test('a table that takes long says how far it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-progress-'));
  const shares: number[] = [];
  const settings = { memoryLimitBytes: 1e9, threads: 1, temporaryFolder: folder, allowedPaths: [folder] };
  const { signal } = new AbortController();
  const database = new DuckdbStageDatabase(settings, signal, (share) => shares.push(share));
  await database.execute('create table rows as select i, hash(i) % 1000 as g from range(1500000) r(i)');
  const sql = 'select *, sum(i) over (partition by g order by i) as s from rows';
  while (shares.length === 0) await database.writeTable(sql, join(folder, 'out.parquet'));
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  await database.close();
  rmSync(folder, { recursive: true });
}, 60_000);

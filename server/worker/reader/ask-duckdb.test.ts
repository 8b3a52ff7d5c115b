import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenedDuckdb, openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { askDuckdb } from './ask-duckdb';

const { home, remove } = createTemporaryHome();
let duckdb: OpenedDuckdb;
beforeAll(async () => {
  duckdb = await openDuckdb({ memoryLimitBytes: 200e6, threads: 1, temporaryFolder: home, allowedPaths: [] });
});
afterAll(() => {
  duckdb.close();
  remove();
});

const never = new AbortController().signal;
/** 10^13 products: nobody sees its end. */
const endless = 'select sum(a.i * b.i) from range(10000000) a(i), range(1000000) b(i)';

it('stops a look that takes too long, and says that a run has no such limit', async () => {
  const asked = askDuckdb(duckdb, never, (connection) => connection.run(endless), 50);
  await expect(asked).rejects.toMatchObject({
    code: 'look_too_slow',
    blame: 'user',
    hint: expect.stringContaining('Run'),
  });
});

it('stops when the asker leaves, and answers the next one', async () => {
  const gone = new AbortController();
  const asked = askDuckdb(duckdb, gone.signal, (connection) => connection.run(endless));
  setTimeout(() => gone.abort(), 50);
  await expect(asked).rejects.toThrow(/interrupt/i);
  const read = await askDuckdb(duckdb, never, (connection) => connection.runAndReadAll('select 42 as x'));
  expect(read.getRowsJS()).toEqual([[42]]);
});

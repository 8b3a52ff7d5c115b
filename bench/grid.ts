import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { defineRun } from '@/nodes/kernel/define-run';
import { sqlText } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { startEmbeddedPostgres } from '@/server/boot/postgres/embedded';
import { openDatabase } from '@/server/db/client';
import { migrateDatabase } from '@/server/db/migrate';
import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { runStage } from '@/server/executor/run-stage';
import { workFolderOf } from '@/server/executor/stage-work';
import { TABLE_FILE } from '@/server/store/artifact-store';
import { openStore } from '@/server/store/disk-store';
import { specOf } from '@/server/worker/fixtures/specs';
import { createReader } from '@/server/worker/reader/create-reader';
import { readerToken } from '@/server/worker/reader/token';

/**
 * What the data grid asks the reader, on 1,000,000 rows × 30 columns of Parquet: pages at random offsets, the first and
 * later pages of a sorted and of a filtered view, a search, a profile. Each beside the plain DuckDB query for the same
 * rows of the same file, one after the other, on two threads both. The reader's times hold HTTP and Arrow, read back.
 */
const ROWS = 1_000_000;
const PAGE = 200;
const ROUNDS = 40;

const floats = Array.from({ length: 15 }, (_, k) => `(hash(i, ${k}) % 100000) / 7.0::double as f${k}`);
const ints = Array.from({ length: 9 }, (_, k) => `(hash(i, ${k + 20}) % 1000)::bigint as n${k}`);
const texts = Array.from({ length: 5 }, (_, k) => `'text ' || (hash(i, ${k + 40}) % 500) as t${k}`);
const query = `select i as id, ${[...floats, ...ints, ...texts].join(', ')} from range(${ROWS}) r(i)`;
const names = ['id', ...floats, ...ints, ...texts].map((sql) => sql.split(' ').at(-1)!);

const home = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
chmodSync(home, 0o711);
const server = await startEmbeddedPostgres({ home, durability: 'disposable' });
await migrateDatabase(server.url);
const database = openDatabase(server.url);

/** The table as an artifact, as a stage publishes it. */
async function publish(): Promise<{ rel: Rel; path: string }> {
  const stage = specOf({ t: { type: 'rows', outputs: ['table'] } }).spec.stages[0]!;
  const workFolder = workFolderOf(home, stage.key, 1);
  const memoryLimitBytes = 2e9;
  const { artifacts } = await runStage(
    {
      computationId: stage.key,
      attempt: 1,
      stage,
      title: 't',
      publish: false,
      inputs: {},
      home,
      threads: 2,
      memoryLimitBytes,
      workFolder,
    },
    {
      runtime: { rows: async () => ({ default: defineRun(async ({ outputs }) => outputs.table('table', query)) }) },
      signal: new AbortController().signal,
      listener: { progress: () => {}, log: () => {} },
    },
  );
  const { key, kind, hash, sizeBytes, meta } = artifacts[0]!;
  await database.sql`insert into catalogue (key, kind, hash, size_bytes, meta)
    values (${key}, ${kind}, ${hash}, ${sizeBytes}, ${JSON.stringify(meta)}::text::jsonb)`;
  return { rel: { op: 'scan', key, columns: names }, path: join(await openStore(home).open(hash), TABLE_FILE) };
}

const { rel, path } = await publish();
const source = `read_parquet(${sqlText(path)})`;
const rssAtRest = process.memoryUsage().rss;
const reader = await createReader({ databaseUrl: server.url, home, port: 0 });
const authorization = `Bearer ${await readerToken(home)}`;

async function ask(endpoint: string, body: object): Promise<number> {
  const start = performance.now();
  const response = await fetch(`http://127.0.0.1:${reader.port}${endpoint}`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ rel, ...body }),
  });
  if (!response.ok) throw new Error(await response.text());
  if (endpoint === '/preview') tableFromIPC(await response.arrayBuffer());
  else await response.json();
  return performance.now() - start;
}

const spill = join(home, 'plain');
const plain = await openDuckdb({ memoryLimitBytes: 1e9, threads: 2, temporaryFolder: spill, allowedPaths: [home] });
const connection = await plain.connect();
async function plainly(sql: string): Promise<number> {
  const start = performance.now();
  await (await connection.runAndReadAll(sql)).getColumnsJS();
  return performance.now() - start;
}

// The same offsets in every run.
let seed = 7;
const random = (below: number) => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return seed % below;
};

const at = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;

async function pair(
  title: string,
  rounds: number,
  ours: (round: number) => Promise<number>,
  sql: (round: number) => string,
) {
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await ours(round));
    theirs.push(await plainly(sql(round)));
  }
  const told = (times: number[]) =>
    `p50 ${at(times, 0.5).toFixed(0).padStart(4)} ms   p95 ${at(times, 0.95).toFixed(0).padStart(4)} ms`;
  console.log(
    `  ${title.padEnd(38)} ${told(mine)}     DuckDB ${told(theirs)}     ratio ${(at(mine, 0.5) / at(theirs, 0.5)).toFixed(2)}`,
  );
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const offsets = Array.from({ length: ROUNDS }, () => random(ROWS - PAGE));
const sorted = (round: number) => ({ sort: [{ column: `f${round % 15}`, descending: round >= 15 }] });
const order = (round: number) => `order by f${round % 15}${round >= 15 ? ' desc' : ''}, id`;
const filtered = (round: number) => ({ where: [{ column: 't0', is: 'equals', value: `text ${round}` }] });

console.log(`grid: ${ROWS.toLocaleString('en')} rows × ${names.length} columns of Parquet, pages of ${PAGE} rows`);
await ask('/preview', { offset: 0, limit: PAGE });
await pair(
  'a page at a random offset',
  ROUNDS,
  (round) => ask('/preview', { offset: offsets[round]!, limit: PAGE }),
  (round) => `select * from ${source} limit ${PAGE} offset ${offsets[round]}`,
);
await pair(
  'the first page, sorted anew',
  15,
  (round) => ask('/preview', { offset: 0, limit: PAGE, view: sorted(round) }),
  (round) => `select * from ${source} ${order(round)} limit ${PAGE}`,
);
await pair(
  'a page at a random offset, sorted',
  15,
  (round) => ask('/preview', { offset: offsets[round]!, limit: PAGE, view: sorted(round) }),
  (round) => `select * from ${source} ${order(round)} limit ${PAGE} offset ${offsets[round]}`,
);
await pair(
  'the first page, filtered anew',
  15,
  (round) => ask('/preview', { offset: 0, limit: PAGE, view: filtered(round) }),
  (round) => `select * from ${source} where t0 = 'text ${round}' limit ${PAGE}`,
);
await pair(
  'a text found in any of the columns',
  5,
  (round) => ask('/find', { text: `text ${490 + round}` }),
  (round) =>
    `select count(*) from ${source} where ${names.map((name) => `contains(lower(${name}::varchar), 'text ${490 + round}')`).join(' or ')}`,
);
await pair(
  'the profile of every column',
  1,
  () => ask('/profile', {}),
  () => `summarize select * from ${source}`,
);
console.log(
  `  memory of this process: ${megabytes(rssAtRest)} before, ${megabytes(process.memoryUsage().rss)} after (both engines)`,
);

await reader.stop();
connection.closeSync();
plain.close();
await database.close();
await server.stop();
rmSync(home, { recursive: true, force: true });

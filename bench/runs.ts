import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@/server/boot/postgres/embedded';
import { openDatabase } from '@/server/db/client';
import { migrateDatabase } from '@/server/db/migrate';
import { type RunSearch, searchRuns } from '@/server/db/run-search';

/**
 * A page of the runs page among 30,000 runs of 20 pipelines, 12 stages and 12 figures each, with documents and specs of
 * 12 kB: filtered and sorted in every way the page offers, against the limit of 300 ms.
 */
const runCount = 30_000;
const limitMs = 300;
const repeats = 21;

const searches: Readonly<Record<string, RunSearch>> = {
  'newest first': {},
  'the last page': { offset: runCount - 50 },
  'failed ones': { states: ['failed'] },
  'by a part of the name': { find: 'peline-7' },
  'by a figure': { by: { figure: 'evaluate.auc' } },
  'by a figure, filtered by two others, page 40': {
    by: { figure: 'evaluate.auc' },
    where: [
      { figure: 'evaluate.f1', op: '>=', value: 0.3 },
      { figure: 'train.loss', op: '<', value: 0.9 },
    ],
    offset: 2000,
  },
  'by how long they took': { by: 'took' },
  'by pipeline': { by: 'pipeline', direction: 'up' },
};

async function benchRuns(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  chmodSync(home, 0o711);
  const server = await startEmbeddedPostgres({ home, durability: 'durable' });
  await migrateDatabase(server.url);
  const database = openDatabase(server.url);
  try {
    await fill(database.sql);
    console.log(`${runCount.toLocaleString('en')} runs, page of 50, ms: median and slowest of ${repeats}`);
    for (const [name, search] of Object.entries(searches)) {
      const times: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat++) {
        const start = performance.now();
        await searchRuns(database, search);
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      const [median, slowest] = [times[repeats >> 1]!, times.at(-1)!];
      console.log(
        `${name.padEnd(46)} ${median.toFixed(0).padStart(5)} ${slowest.toFixed(0).padStart(5)}   ${(median / limitMs).toFixed(2)} of the limit`,
      );
    }
  } finally {
    await database.sql.end({ timeout: 1 });
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function fill(sql: ReturnType<typeof openDatabase>['sql']): Promise<void> {
  await sql`insert into pipelines (name, draft) select 'pipeline-' || i, '{}' from generate_series(1, 20) i`;
  const figures = ['evaluate.auc', 'evaluate.f1', 'train.loss', ...Array.from({ length: 9 }, (_, i) => `judge.m${i}`)];
  await sql`
    insert into runs (pipeline_id, document, spec, parameters, state, remaining, created_at, ended_at, results)
    select p.id, d.doc, d.doc, '{"rounds": 100}', case when i % 9 = 0 then 'failed' else 'done' end, 0,
      now() - (${runCount}::int - i) * interval '1 minute',
      now() - (${runCount}::int - i) * interval '1 minute' + (i % 97) * interval '1 second',
      (select jsonb_object_agg(f, (hashtext(f || i)::float8 / 4294967296 + 0.5)) from unnest(${figures}::text[]) f)
    from generate_series(1, ${runCount}::int) i
    join (select id, row_number() over (order by name) - 1 as n from pipelines) p on p.n = i % 20
    cross join lateral (select jsonb_object_agg('node' || k, md5(i::text || k)) as doc from generate_series(1, 240) k) d`;
  await sql`
    insert into run_stages (run_id, stage_id, computation_id, state, reason, started_at, ended_at)
    select r.id, 'stage-' || k, md5(r.id::text || k), case when k = 12 and r.state = 'failed' then 'failed' else 'done' end,
      'ran', r.created_at, r.ended_at
    from runs r cross join generate_series(1, 12) k`;
  await sql`vacuum analyze`;
}

await benchRuns();

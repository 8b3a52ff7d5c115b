import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, makeWorkerUtils, run as runQueue } from 'graphile-worker';
import { startEmbeddedPostgres } from '@/server/boot/postgres/embedded';
import { openDatabase } from '@/server/db/client';
import { migrateDatabase } from '@/server/db/migrate';
import { projectRoot } from '@/server/env';
import { waitForRun } from '@/server/executor/events';
import { startRun } from '@/server/executor/start-run';
import { createWorker } from '@/server/worker/create-worker';
import { specOf, type TaskInWords } from '@/server/worker/fixtures/specs';

/**
 * What orchestration costs: stages that do nothing, through plan, queue, claim, a warm process and the ending
 * transaction, beside graphile-worker's own jobs that do nothing, in the same database with synchronous_commit on.
 */
const concurrency = 8;

/** Each stage is its own work: a nonce keeps runs from sharing. */
const nothing = (nonce: string, index: number, waitsFor: readonly string[] = []): TaskInWords => ({
  type: 'nothing',
  config: { nonce, index },
  gates: waitsFor,
  outputs: [],
});

export const graphs = {
  'chain of 40': (nonce: string) =>
    Object.fromEntries(range(40).map((i) => [`s${i}`, nothing(nonce, i, i === 0 ? [] : [`s${i - 1}`])])),
  '100 chains of 10': (nonce: string) =>
    Object.fromEntries(range(1000).map((i) => [`s${i}`, nothing(nonce, i, i % 10 === 0 ? [] : [`s${i - 1}`])])),
  'fan-out 1 to 1000': (nonce: string) =>
    Object.fromEntries(range(1001).map((i) => [`s${i}`, nothing(nonce, i, i === 0 ? [] : ['s0'])])),
};

export async function benchOrchestration(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  chmodSync(home, 0o711);
  const server = await startEmbeddedPostgres({ home, durability: 'durable' });
  await migrateDatabase(server.url);
  const database = openDatabase(server.url);
  const [setting] = await database.sql`select current_setting('synchronous_commit') as value`;
  console.log(`synchronous_commit ${setting!.value}, ${concurrency} at once`);
  try {
    const bare = await bareJobs(server.url, 1000);
    console.log(`bare graphile-worker jobs, 1000: ${ms(bare)}`);
    const worker = await createWorker({
      databaseUrl: server.url,
      home,
      concurrency,
      runtimeModule: join(projectRoot, 'server/worker/fixtures/runtime.ts'),
    });
    const stages = async (name: keyof typeof graphs) => {
      const { spec, document } = specOf(graphs[name](randomUUID()));
      const begun = performance.now();
      const { runId } = await startRun(database, { document, spec, parameters: {}, publish: false });
      const started = performance.now() - begun;
      const run = await waitForRun(database, runId);
      if (run.state !== 'done') throw new Error(`the run is ${run.state}`);
      return { total: performance.now() - begun, started };
    };
    await stages('fan-out 1 to 1000');
    for (const name of Object.keys(graphs) as (keyof typeof graphs)[]) {
      const times = [await stages(name), await stages(name), await stages(name)].sort((a, b) => a.total - b.total);
      const { total, started } = times[1]!;
      const beside = name === 'chain of 40' ? '' : `, ${(total / bare).toFixed(2)} × the bare jobs`;
      console.log(`${name}: ${ms(total)} (start ${ms(started)})${beside}`);
    }
    await worker.stop();
    console.log(`bare graphile-worker jobs once more, 1000: ${ms(await bareJobs(server.url, 1000))}`);
  } finally {
    await database.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The same number of jobs that do nothing, added in one statement, with the same settings of the queue. */
async function bareJobs(connectionString: string, count: number): Promise<number> {
  let left = count;
  let finish = () => {};
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const runner = await runQueue({
    connectionString,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    crontab: '',
    taskList: {
      bare: () => {
        left -= 1;
        if (left === 0) finish();
      },
    },
    preset: { worker: { concurrentJobs: concurrency, completeJobBatchDelay: 0, failJobBatchDelay: 0, maxPoolSize: 4 } },
  });
  const utils = await makeWorkerUtils({ connectionString, logger: new Logger(() => () => {}) });
  const begun = performance.now();
  await utils.addJobs(range(count).map((index) => ({ identifier: 'bare', payload: { index } })));
  await all;
  const total = performance.now() - begun;
  await utils.release();
  await runner.stop();
  return total;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const ms = (value: number): string => `${value.toFixed(0)} ms`;

if (import.meta.filename === process.argv[1]) await benchOrchestration();

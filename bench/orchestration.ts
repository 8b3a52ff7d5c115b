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
const rounds = 5;
const plain = '1000 bare jobs';
const queued = '1000 bare jobs with a local queue';

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
    const worker = await createWorker({
      databaseUrl: server.url,
      home,
      concurrency,
      tasks: [],
      runtimeModule: join(projectRoot, 'server/worker/fixtures/runtime.ts'),
    });
    const stages = async (name: keyof typeof graphs) => {
      const { spec, document } = specOf(graphs[name](randomUUID()));
      const begun = performance.now();
      const { runId } = await startRun(database, { document, spec, parameters: {}, publish: false });
      const run = await waitForRun(database, runId);
      if (run.state !== 'done') throw new Error(`the run is ${run.state}`);
      return performance.now() - begun;
    };
    await stages('fan-out 1 to 1000');
    await bareJobs(server.url, 1000, {});
    const times: Record<string, number[]> = {};
    // Interleaved: whatever else the machine does falls on all of them alike.
    for (let round = 0; round < rounds; round += 1) {
      const note = (name: string, value: number) => {
        times[name] = [...(times[name] ?? []), value];
      };
      note(plain, await bareJobs(server.url, 1000, {}));
      note(queued, await bareJobs(server.url, 1000, { localQueue: { size: 100 } }));
      for (const name of Object.keys(graphs) as (keyof typeof graphs)[]) note(name, await stages(name));
    }
    await worker.stop();
    const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
    for (const [name, value] of Object.entries(medians)) {
      const isLong = name in graphs && name !== 'chain of 40';
      const beside = isLong
        ? `, ${(value / medians[plain]!).toFixed(2)} × the bare jobs, ${(value / medians[queued]!).toFixed(2)} × with a local queue`
        : '';
      console.log(`${name}: ${ms(value)}${beside}`);
    }
  } finally {
    await database.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The same number of jobs that do nothing, added in one statement, with the same settings of the queue. */
async function bareJobs(
  connectionString: string,
  count: number,
  queue: { readonly localQueue?: { readonly size: number } },
): Promise<number> {
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
    preset: {
      worker: { concurrentJobs: concurrency, completeJobBatchDelay: 0, failJobBatchDelay: 0, maxPoolSize: 4, ...queue },
    },
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
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

if (import.meta.filename === process.argv[1]) await benchOrchestration();

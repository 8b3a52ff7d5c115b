import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/server/db/client';
import { readRun } from '@/server/db/runs';
import { waitForRun } from '@/server/executor/events';
import { startRun } from '@/server/executor/start-run';
import { openStore } from '@/server/store/disk-store';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { specOf, type TaskInWords } from './fixtures/specs';
import { startWorkerProcess } from './fixtures/start-worker-process';

const kills = 20;
const { home, remove } = createTemporaryHome();
let testDatabase: TestDatabase;
let database: Database;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await database.close();
  await testDatabase.drop();
  remove();
});

async function startWorker(): Promise<ChildProcess> {
  const child = await startWorkerProcess(testDatabase.url, home);
  workers.add(child);
  return child;
}

/** A little of everything: chains, a fan-out, a join by waiting. */
function someWork(seed: string): Record<string, TaskInWords> {
  const tasks: Record<string, TaskInWords> = { root: { type: 'value', config: { value: seed, ms: 60 } } };
  for (let branch = 0; branch < 4; branch += 1) {
    tasks[`a${branch}`] = { type: 'sum', config: { branch }, reads: 'root' };
    tasks[`b${branch}`] = { type: 'value', config: { value: `${seed}${branch}`, ms: 120 }, gates: [`a${branch}`] };
    tasks[`c${branch}`] = { type: 'sum', reads: `b${branch}` };
  }
  tasks.end = { type: 'value', config: { value: `${seed}end` }, gates: ['c0', 'c1', 'c2', 'c3'] };
  return tasks;
}

test(`survives ${kills} killed workers: every run ends, nothing is lost or published twice`, {
  timeout: 180_000,
}, async () => {
  const living = await Promise.all([startWorker(), startWorker()]);
  let next = startWorker();
  const runs: string[] = [];
  const startOne = async () => {
    const { document, spec } = specOf(someWork(randomUUID()));
    runs.push((await startRun(database, { document, spec, parameters: {}, publish: false })).runId);
  };
  for (let kill = 0; kill < kills; kill += 1) {
    await startOne();
    await sleep(Math.random() * 400);
    const victim = living.shift()!;
    victim.kill('SIGKILL');
    workers.delete(victim);
    living.push(await next);
    next = startWorker();
  }
  living.push(await next);
  const begun = Date.now();
  for (const runId of runs) expect((await waitForRun(database, runId)).state).toBe('done');
  expect(Date.now() - begun).toBeLessThan(60_000);

  const store = openStore(home);
  for (const runId of runs) {
    const run = (await readRun(database, runId))!;
    expect(run.stages.map((stage) => stage.state)).toEqual(run.stages.map(() => 'done'));
    for (const stage of run.spec.stages) {
      const rows = await database.sql<
        { hash: string }[]
      >`select hash from catalogue where key = ${stage.outputs[0]!.key}`;
      expect(rows).toHaveLength(1);
      await store.open(rows[0]!.hash);
    }
  }
  const [left] = await database.sql`
    select (select count(*)::int from computations where state in ('waiting', 'ready', 'running')) as work,
      (select count(*)::int from computation_dependencies) as waits, (select sum(remaining)::int from runs) as remaining`;
  expect(left).toEqual({ work: 0, waits: 0, remaining: 0 });
});

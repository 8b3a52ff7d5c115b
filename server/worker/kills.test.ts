import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRun } from '@/server/db/runs';
import { waitForRun } from '@/server/executor/events';
import { startRun } from '@/server/executor/start-run';
import { openStore } from '@/server/store/disk-store';
import { specOf, type TaskInWords } from './fixtures/specs';
import { createTestFarm, type TestFarm } from './fixtures/test-farm';

const kills = 20;
let farm: TestFarm;

beforeAll(async () => {
  farm = await createTestFarm();
});
afterAll(() => farm.remove());

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
  const living = await Promise.all([farm.startWorker(), farm.startWorker()]);
  let next = farm.startWorker();
  const runs: string[] = [];
  const startOne = async () => {
    const { document, spec } = specOf(someWork(randomUUID()));
    runs.push((await startRun(farm.database, { document, spec, parameters: {}, publish: false })).runId);
  };
  for (let kill = 0; kill < kills; kill += 1) {
    await startOne();
    await sleep(Math.random() * 400);
    const victim = living.shift()!;
    victim.kill('SIGKILL');
    living.push(await next);
    next = farm.startWorker();
  }
  living.push(await next);
  const begun = Date.now();
  for (const runId of runs) expect((await waitForRun(farm.database, runId)).state).toBe('done');
  expect(Date.now() - begun).toBeLessThan(60_000);

  const store = openStore(farm.home);
  for (const runId of runs) {
    const run = (await readRun(farm.database, runId))!;
    expect(run.stages.map((stage) => stage.state)).toEqual(run.stages.map(() => 'done'));
    for (const stage of run.spec.stages) {
      const rows = await farm.database.sql<
        { hash: string }[]
      >`select hash from catalogue where key = ${stage.outputs[0]!.key}`;
      expect(rows).toHaveLength(1);
      await store.open(rows[0]!.hash);
    }
  }
  const [left] = await farm.database.sql`
    select (select count(*)::int from computations where state in ('waiting', 'ready', 'running')) as work,
      (select count(*)::int from computation_dependencies) as waits, (select sum(remaining)::int from runs) as remaining`;
  expect(left).toEqual({ work: 0, waits: 0, remaining: 0 });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRun } from '@/server/db/runs';
import { cancelRun } from '@/server/executor/cancel-run';
import { waitForRun } from '@/server/executor/events';
import { checkpointFolderOf } from '@/server/executor/stage-work';
import { startRun } from '@/server/executor/start-run';
import { specOf } from './fixtures/specs';
import { createTestFarm, type TestFarm } from './fixtures/test-farm';

let farm: TestFarm;

beforeAll(async () => {
  farm = await createTestFarm();
});
afterAll(() => farm.remove());

const start = (journal: string) => {
  const { document, spec } = specOf({ long: { type: 'counting', config: { journal, ms: 3000 } } });
  return startRun(farm.database, { document, spec, parameters: {}, publish: false });
};

const lines = async (journal: string) => (await readFile(journal, 'utf8').catch(() => '')).trim().split('\n');

async function until(journal: string, line: string) {
  while (!(await lines(journal)).includes(line)) await sleep(20);
}

test('work of a killed worker goes on where it was, and what was kept goes with its end', {
  timeout: 60_000,
}, async () => {
  const journal = join(farm.home, 'killed');
  const first = await farm.startWorker();
  const { runId } = await start(journal);
  await until(journal, '4');
  first.kill('SIGKILL');
  const second = await farm.startWorker();
  expect((await waitForRun(farm.database, runId)).state).toBe('done');
  const begun = (await lines(journal)).filter((line) => line.startsWith('from'));
  expect(begun[0]).toBe('from 0');
  expect(Number(begun[1]!.slice(5))).toBeGreaterThanOrEqual(4);
  const { computationId } = (await readRun(farm.database, runId))!.stages[0]!;
  expect(existsSync(checkpointFolderOf(farm.home, computationId))).toBe(false);
  second.kill('SIGKILL');
});

test('work that was cancelled goes on where it was when it is wanted again', { timeout: 60_000 }, async () => {
  const journal = join(farm.home, 'cancelled');
  await farm.startWorker();
  const { runId } = await start(journal);
  await until(journal, '3');
  await cancelRun(farm.database, runId);
  expect((await waitForRun(farm.database, runId)).state).toBe('cancelled');
  const again = await start(journal);
  expect((await waitForRun(farm.database, again.runId)).state).toBe('done');
  const begun = (await lines(journal)).filter((line) => line.startsWith('from'));
  expect(Number(begun[1]!.slice(5))).toBeGreaterThanOrEqual(3);
});

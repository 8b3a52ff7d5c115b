import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, col, int } from '@/nodes/kernel/expr/expr';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { FitStage, QueryStage } from '@/server/compiler/emit/run-spec';
import { findArtifacts, findReport } from '@/server/db/catalogue';
import { type Database, openDatabase } from '@/server/db/client';
import { readRun, readStageLogs } from '@/server/db/runs';
import { readSavedMs, readTries } from '@/server/db/stage-attempts';
import { projectRoot } from '@/server/env';
import { cancelRun } from '@/server/executor/cancel-run';
import { type RunEvent, subscribeRun, waitForRun } from '@/server/executor/events';
import { plannedReuse } from '@/server/executor/planned-reuse';
import { startRun } from '@/server/executor/start-run';
import { openStore } from '@/server/store/disk-store';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { createWorker, type Worker } from './create-worker';
import { specOf, type TaskInWords } from './fixtures/specs';
import { countPortsTask } from './tasks/count-ports';

const runtimeModule = join(projectRoot, 'server/worker/fixtures/runtime.ts');
const { home, remove } = createTemporaryHome();
let testDatabase: TestDatabase;
let database: Database;
let worker: Worker;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  worker = await createWorker({
    databaseUrl: testDatabase.url,
    home,
    concurrency: 3,
    runtimeModule,
    stageMemoryBytes: 300e6,
    heartbeatMs: 200,
    sweepMs: 300,
    tasks: [countPortsTask],
    staleAfterMs: 2000,
  });
});
afterAll(async () => {
  await worker.stop();
  await database.close();
  await testDatabase.drop();
  remove();
});

const start = (tasks: Record<string, TaskInWords>, more: { publish?: boolean } = {}) =>
  startRun(database, { ...specOf(tasks), parameters: {}, publish: false, ...more });

async function finishRun(tasks: Record<string, TaskInWords>) {
  const { runId, number } = await start(tasks);
  const run = await waitForRun(database, runId);
  const stages = Object.fromEntries(run.stages.map((stage) => [stage.id, stage]));
  return { run, stages, number, runId };
}

const unique = () => randomUUID();

describe('a run', () => {
  test('ends with every stage done, artifacts readable, log and events told', async () => {
    const nonce = unique();
    const { document, spec } = specOf({
      a: { type: 'value', config: { value: nonce } },
      b: { type: 'sum', reads: 'a' },
    });
    const { runId } = await startRun(database, { document, spec, parameters: {}, publish: false });
    const events: RunEvent[] = [];
    const run = await waitForRun(database, runId, (event) => events.push(event));
    expect(run.state).toBe('done');
    expect(run.stages.map((stage) => stage.state)).toEqual(['done', 'done']);
    const key = spec.stages[1]!.outputs[0]!.key;
    const artifact = (await findArtifacts(database, [key])).get(key)!;
    expect(await openStore(home).readJson(artifact.hash)).toEqual({ doubled: nonce });
    expect((await readStageLogs(database, runId, 'a')).map((line) => line.message)).toEqual([`made "${nonce}"`]);
    expect(events.at(-1)).toMatchObject({ runId, state: 'done' });
  });

  test('reuses what an earlier run made, and says from which', async () => {
    const tasks = { a: { type: 'value', config: { value: unique() } }, b: { type: 'sum', reads: 'a' } };
    expect(await plannedReuse(database, specOf(tasks).spec)).toMatchObject({
      a: { what: 'runs' },
      b: { what: 'runs' },
    });
    const first = await finishRun(tasks);
    const second = await finishRun(tasks);
    expect(second.run.state).toBe('done');
    expect(second.stages.b).toMatchObject({
      state: 'reused',
      reason: `Reused from run ${first.number}: same data and settings.`,
    });
  });

  test('runs anew from a node on when asked, puts the new result in the place of the old, and says why', async () => {
    const nonce = unique();
    const tasks: Record<string, TaskInWords> = {
      a: { type: 'value', config: { value: nonce } },
      b: { type: 'stamp', config: { nonce }, reads: 'a' },
      c: { type: 'sum', config: { nonce }, reads: 'b' },
      beside: { type: 'value', config: { value: `${nonce} beside` } },
    };
    const resultOf = async (id: string) => {
      const key = specOf(tasks).spec.stages.find((stage) => stage.id === id)!.outputs[0]!.key;
      return openStore(home).readJson((await findArtifacts(database, [key])).get(key)!.hash);
    };
    await finishRun(tasks);
    const first = await resultOf('b');
    const { runId } = await startRun(database, { ...specOf(tasks), parameters: {}, publish: false, from: ['b'] });
    const { stages } = await waitForRun(database, runId);
    expect(stages.map(({ id, state }) => `${id} ${state}`)).toEqual(['a reused', 'b done', 'c done', 'beside reused']);
    expect(stages[2]!.reason).toBe('Run anew, as asked: from b on.');
    const second = await resultOf('b');
    expect(second).not.toEqual(first);
    expect(await resultOf('c')).toEqual({ doubled: second });
    expect((await finishRun(tasks)).stages.b).toMatchObject({ state: 'reused' });
  });

  test('tells when each try worked, what reuse saved, and what it expected', async () => {
    const nonce = unique();
    const tasks = (ms: number, value = nonce): Record<string, TaskInWords> => ({
      a: { type: 'value', config: { value, ms } },
    });
    const first = await finishRun(tasks(200));
    const [tried] = await readTries(database, first.runId);
    expect(tried).toMatchObject({ stageId: 'a', attempt: 1, outcome: 'ran' });
    const tookMs = tried!.endedAt.getTime() - tried!.startedAt.getTime();
    expect(tookMs).toBeGreaterThanOrEqual(200);
    const again = await finishRun(tasks(200));
    expect((await readSavedMs(database, again.runId)).get('a')).toBeCloseTo(tookMs, 0);
    // The same kind of work with other settings: all there is to go by are the ones that ran before.
    const planned = await plannedReuse(database, specOf(tasks(200, unique())).spec);
    expect(planned.a!.estimate).toMatchObject({ isSameSettings: false });
    expect(planned.a!.estimate!.from).toBeGreaterThan(0);
    const stranger = specOf({ a: { type: 'nobody-ran-this', config: { nonce } } });
    expect((await plannedReuse(database, stranger.spec)).a!.estimate).toBeUndefined();
  });

  test('stops early when an edit upstream gave equal values', async () => {
    const value = unique();
    const journal = join(home, `journal-${value}`);
    const tasks = (comment: string): Record<string, TaskInWords> => ({
      a: { type: 'value', config: { value, comment } },
      b: { type: 'sum', config: { journal }, reads: 'a' },
    });
    await finishRun(tasks('before'));
    const { stages } = await finishRun(tasks('after'));
    expect(stages.a).toMatchObject({ state: 'done' });
    expect(stages.b).toMatchObject({ state: 'done', reason: expect.stringContaining('came out equal') });
    expect(await readFile(journal, 'utf8')).toBe('b\n');
  });

  test('skips what waits for a gate that refused, names it, and keeps the report', async () => {
    const nonce = unique();
    const tasks: Record<string, TaskInWords> = {
      check: { type: 'gate', config: { nonce }, outputs: ['report'] },
      after: { type: 'value', config: { value: nonce }, gates: ['check'] },
      beside: { type: 'value', config: { value: `${nonce}b` } },
    };
    const { run, stages } = await finishRun(tasks);
    expect(run.state).toBe('failed');
    expect(stages.check).toMatchObject({
      state: 'failed',
      error: { kind: 'gate', message: 'auc is 0.60, below 0.80.' },
    });
    expect(stages.after).toMatchObject({ state: 'skipped', reason: 'Skipped: check failed.' });
    expect(stages.beside).toMatchObject({ state: 'done' });
    const key = specOf(tasks).spec.stages[0]!.outputs[0]!.key;
    expect(await openStore(home).readJson((await findReport(database, key))!.hash)).toEqual({ auc: 0.6 });
    expect((await finishRun(tasks)).stages.check).toMatchObject({ state: 'failed' });
  });

  test('runs a gate again although all below it is reused', async () => {
    const nonce = unique();
    const below: TaskInWords = { type: 'value', config: { value: nonce }, gates: ['check'] };
    await finishRun({ check: { type: 'nothing', config: { nonce }, outputs: [] }, below });
    const { stages } = await finishRun({
      check: { type: 'gate', config: { nonce, again: 1 }, outputs: ['report'] },
      below,
    });
    expect(stages.check).toMatchObject({ state: 'failed' });
    expect(stages.below).toMatchObject({ state: 'reused' });
  });

  test('shares work that another run has in flight', async () => {
    const value = unique();
    const journal = join(home, `journal-${value}`);
    const tasks: Record<string, TaskInWords> = {
      slow: { type: 'value', config: { value, journal, ms: 600 } },
      b: { type: 'sum', reads: 'slow' },
    };
    const first = await start(tasks);
    await sleep(200);
    const second = await start(tasks);
    const ended = await Promise.all([first, second].map((run) => waitForRun(database, run.runId)));
    expect(ended.map((run) => run.state)).toEqual(['done', 'done']);
    expect(await readFile(journal, 'utf8')).toBe('slow\n');
  });

  test('with nothing left to do ends at once', async () => {
    const tasks = { a: { type: 'value', config: { value: unique() } } };
    await finishRun(tasks);
    const { runId } = await start(tasks);
    expect((await readRun(database, runId))!.state).toBe('done');
  });
});

describe('relations', () => {
  test('become tables, learned values and counts of what was fused', async () => {
    const { spec: base, document } = specOf({
      t: { type: 'table', config: { value: 90, nonce: unique() }, outputs: ['table'] },
    });
    const source = base.stages[0]!;
    const scanned = source.outputs[0]!;
    const scan: Rel = { op: 'scan', key: scanned.key, columns: ['n', 'k'] };
    const few: Rel = { op: 'filter', input: scan, where: call('less', col('n'), int(30)) };
    const fit: FitStage = {
      id: 'mean:fit',
      key: `${source.key}f`,
      node: 'mean',
      nodes: ['mean'],
      kind: 'fit',
      dependsOn: ['t'],
      publishes: false,
      inputs: [{ name: scanned.key, key: scanned.key, kind: 'table' }],
      outputs: [{ name: 'learned', key: `${source.key}l`, kind: 'learned' }],
      rel: few,
      labels: 'none',
      aggregates: {
        centre: { fn: 'mean', of: col('n'), type: 'float' },
        groups: { fn: 'distinct_values', of: col('k'), type: 'int-list' },
      },
    };
    const centred: Rel = {
      op: 'project',
      input: few,
      columns: [
        {
          name: 'c',
          expr: call('subtract', call('to_float', col('n')), {
            op: 'learned',
            fit: `${source.key}l`,
            name: 'centre',
            type: 'float',
          }),
        },
      ],
    };
    const query: QueryStage = {
      id: 'mean',
      key: `${source.key}q`,
      node: 'mean',
      nodes: ['few', 'mean'],
      kind: 'query',
      dependsOn: ['t', 'mean:fit'],
      publishes: false,
      inputs: [...fit.inputs, { name: `${source.key}l`, key: `${source.key}l`, kind: 'learned' }],
      outputs: [{ name: 'table', key: `${source.key}o`, kind: 'table' }],
      relations: { table: centred },
    };
    const spec = {
      ...base,
      stages: [source, fit, query],
      ports: { 'few.table': { key: `${source.key}few`, type: 'table' as const, rel: few } },
    };
    const { runId } = await startRun(database, { document, spec, parameters: {}, publish: false });
    const counted = new Promise<void>((resolve) => {
      void subscribeRun(database.sql, runId, (event) => event.portCounts && resolve());
    });
    const run = await waitForRun(database, runId);
    expect(run.stages.map((stage) => stage.state)).toEqual(['done', 'done', 'done']);
    const found = await findArtifacts(database, [`${source.key}l`, `${source.key}o`]);
    const learned = await openStore(home).readJson(found.get(`${source.key}l`)!.hash);
    expect(learned).toEqual({ centre: { type: 'float', value: 14.5 }, groups: { type: 'int-list', value: [0, 1, 2] } });
    expect(found.get(`${source.key}o`)!.meta).toMatchObject({
      rowCount: 30,
      schema: { columns: [{ name: 'c', type: 'float' }] },
    });
    await counted;
    expect((await readRun(database, runId))!.portCounts).toEqual({ 'few.table': { rowCount: 30 } });
  });
});

describe('a failure', () => {
  test('of the environment is tried three times', { timeout: 20_000 }, async () => {
    const journal = join(home, `journal-${unique()}`);
    const { stages } = await finishRun({ a: { type: 'flaky', config: { journal } } });
    expect(stages.a).toMatchObject({ state: 'failed', error: { code: 'away', blame: 'environment' } });
    expect((await readFile(journal, 'utf8')).split('\n').length - 1).toBe(3);
  });

  test('that is a bug shows neither stack nor detail', async () => {
    const { stages } = await finishRun({ a: { type: 'broken', config: { nonce: unique() } } });
    expect(stages.a).toMatchObject({ state: 'failed', error: { code: 'internal', blame: 'bug' } });
    expect(JSON.stringify(stages.a)).not.toContain('secret detail');
  });

  test('of memory names the node', async () => {
    const { stages } = await finishRun({ train: { type: 'hog', config: { nonce: unique() } } });
    expect(stages.train).toMatchObject({
      state: 'failed',
      error: { code: 'memory_limit', message: expect.stringContaining('“train” needed more') },
    });
  });

  test('is tried anew by the next run', async () => {
    const tasks = { a: { type: 'broken', config: { nonce: unique() } } };
    const before = await finishRun(tasks);
    const { stages } = await finishRun(tasks);
    expect(stages.a!.startedAt!.getTime()).toBeGreaterThan(before.stages.a!.startedAt!.getTime());
    // Attempts are counted within a run: the card of a gate that failed twice does not speak of retries.
    expect(stages.a).toMatchObject({ state: 'failed', attempt: 1 });
  });

  test('for a damaged input forgets it, so that the next run computes it anew', async () => {
    const value = unique();
    const upstream: TaskInWords = { type: 'value', config: { value } };
    await finishRun({ a: upstream });
    const key = specOf({ a: upstream }).spec.stages[0]!.outputs[0]!.key;
    const { hash } = (await findArtifacts(database, [key])).get(key)!;
    await appendFile(join(openStore(home).folder(hash), 'value.json'), ' ');
    const tasks = { a: upstream, b: { type: 'sum', reads: 'a' } };
    expect((await finishRun(tasks)).stages.b).toMatchObject({ state: 'failed', error: { code: 'artifact_damaged' } });
    expect((await finishRun(tasks)).run.state).toBe('done');
  });
});

describe('cancelling', () => {
  test.each(['value', 'stubborn'])('stops a stage within a second (%s)', async (type) => {
    const { runId } = await start({ a: { type, config: { value: unique(), ms: 20_000 } } });
    await waitUntilRunning(runId);
    const begun = Date.now();
    expect(await cancelRun(database, runId)).toBe(true);
    const run = (await readRun(database, runId))!;
    expect(run.state).toBe('cancelled');
    expect(run.stages[0]!.state).toBe('cancelled');
    await finishRun({ next: { type: 'value', config: { value: unique() } } });
    expect(Date.now() - begun).toBeLessThan(3000);
    expect(await cancelRun(database, runId)).toBe(false);
  });

  test('leaves alone what another run still wants', async () => {
    const tasks = { a: { type: 'value', config: { value: unique(), ms: 800 } } };
    const [first, second] = [await start(tasks), await start(tasks)];
    await waitUntilRunning(first.runId);
    await cancelRun(database, first.runId);
    expect((await waitForRun(database, second.runId)).state).toBe('done');
    expect((await readRun(database, first.runId))!.state).toBe('cancelled');
  });

  async function waitUntilRunning(runId: string): Promise<void> {
    for (;;) {
      const run = await readRun(database, runId);
      if (run!.stages.some((stage) => stage.state === 'running')) return;
      await sleep(20);
    }
  }
});

describe('publishing', () => {
  test('needs a saved version', async () => {
    await expect(start({ a: { type: 'value' } }, { publish: true })).rejects.toMatchObject({
      code: 'publish_needs_version',
    });
  });

  test('is never reused', async () => {
    const tasks = { a: { type: 'stamp', config: { nonce: unique() }, publishes: true } };
    const key = specOf(tasks).spec.stages[0]!.outputs[0]!.key;
    const hash = async () => (await findArtifacts(database, [key])).get(key)!.hash;
    await finishRun(tasks);
    const first = await hash();
    expect((await finishRun(tasks)).stages.a).toMatchObject({
      state: 'done',
      reason: 'Always runs: it acts outside the pipeline.',
    });
    expect(await hash()).not.toBe(first);
  });
});

test('a stage leaves no half-written files behind', async () => {
  await finishRun({ t: { type: 'table', config: { value: 10, nonce: unique() }, outputs: ['table'] } });
  // What the tests above cancelled or killed may still be on its way out.
  await expect.poll(() => readdir(join(home, 'artifacts', '.drafts')), { timeout: 5000 }).toEqual([]);
});

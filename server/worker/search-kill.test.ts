import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { TuneReport } from '@/nodes/tune/tune-report';
import { compileWithImports } from '@/server/api/compile-document';
import type { Services } from '@/server/api/context';
import { storeFile } from '@/server/api/data-folder';
import { graph } from '@/server/compiler/testing/draw-graph';
import { findArtifacts } from '@/server/db/catalogue';
import { openDatabase } from '@/server/db/client';
import { readRun } from '@/server/db/runs';
import { readEnv } from '@/server/env';
import { waitForRun } from '@/server/executor/events';
import { startRun } from '@/server/executor/start-run';
import { openStore } from '@/server/store/disk-store';
import { createTestDatabase } from '@/server/testing/postgres';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { startWorkerProcess } from './fixtures/start-worker-process';

const csv = [
  'id,a,b,y',
  ...Array.from({ length: 240 }, (_, i) => `${i},${i % 17},${(i * 7) % 23},${((i * i) % 31) + (i % 17)}`),
].join('\n');
const hash = createHash('sha256').update(csv).digest('hex');
const document = graph(
  {
    source: { type: 'source', config: { file: { hash, name: 'rows.csv' }, key: 'id' } },
    split: { type: 'split', config: { folds: { kind: 'k-fold', count: 2 } } },
    scale: { type: 'scale', config: { method: 'standard', columns: ['a', 'b'] } },
    tune: {
      type: 'tune',
      config: {
        target: 'y',
        strategy: 'tpe',
        trials: 12,
        parallel: 2,
        trees: { minDataInLeaf: 5 },
        treesSpace: [
          { parameter: 'learningRate', from: 0.01, to: 0.3, log: true },
          { parameter: 'rounds', from: 10, to: 60 },
        ],
      },
    },
  },
  ['source > split', 'split > scale', 'scale > tune'],
);

const children = new Set<ChildProcess>();
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function openSluice() {
  const { home, remove } = createTemporaryHome();
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url);
  cleanUps.push(async () => {
    await database.close();
    await testDatabase.drop();
    remove();
  });
  const services: Services = {
    database,
    store: openStore(home),
    env: { ...readEnv(), home },
    bindQuery: async () => ({ error: 'there is no query' }),
  };
  const work = async () => {
    const child = await startWorkerProcess(testDatabase.url, home, 'nodes');
    children.add(child);
    return child;
  };
  return { services, work };
}

async function startSearch({ services, work }: Awaited<ReturnType<typeof openSluice>>) {
  const worker = await work();
  await storeFile(services, Readable.from([Buffer.from(csv)]), 'rows.csv');
  const { spec, diagnostics } = await compileWithImports(services, document);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { runId } = await startRun(services.database, { document, spec: spec!, parameters: {}, publish: false });
  return { worker, spec: spec!, runId };
}

async function reportOf({ services }: Awaited<ReturnType<typeof openSluice>>, key: string): Promise<TuneReport> {
  const artifact = (await findArtifacts(services.database, [key])).get(key)!;
  return services.store.readJson<TuneReport>(artifact.hash);
}

const withoutTime = ({ trials, ...rest }: TuneReport) => ({
  ...rest,
  trials: trials.map(({ seconds: _, ...trial }) => trial),
});

test('a search whose worker is killed ends with the same winner, and tries no trial twice that had ended', {
  timeout: 240_000,
}, async () => {
  const sluice = await openSluice();
  const { worker, spec, runId } = await startSearch(sluice);
  const { database } = sluice.services;
  const trials = spec.stages.filter(({ id }) => id.startsWith('tune:trial-'));
  const ended = () =>
    findArtifacts(
      database,
      trials.map(({ outputs }) => outputs[0]!.key),
    );
  while ((await ended()).size < 3) await sleep(20);
  worker.kill('SIGKILL');
  const before = await ended();
  await sluice.work();
  expect((await waitForRun(database, runId)).state).toBe('done');

  // A trial that was tried again would have taken another time, and be another artifact.
  const after = await ended();
  expect(after.size).toBe(12);
  for (const [key, { hash: was }] of before) expect(after.get(key)!.hash).toBe(was);
  const stages = (await readRun(database, runId))!.stages.filter(({ id }) => id.startsWith('tune'));
  expect(stages.map(({ state }) => state)).toEqual(Array(13).fill('done'));

  const alone = await openSluice();
  const other = await startSearch(alone);
  expect((await waitForRun(alone.services.database, other.runId)).state).toBe('done');
  const [one, two] = [
    await reportOf(sluice, spec.ports['tune.report']!.key),
    await reportOf(alone, other.spec.ports['tune.report']!.key),
  ];
  expect(withoutTime(one)).toEqual(withoutTime(two));
  expect(one.trials.every(({ score }) => score !== null)).toBe(true);
});

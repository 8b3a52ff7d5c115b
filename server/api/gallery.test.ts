import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../boot/port';
import { createWorker, type Worker } from '../worker/create-worker';
import { createReader } from '../worker/reader/create-reader';
import { callerOf } from './root';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;
let worker: Worker;
let reader: Awaited<ReturnType<typeof createReader>>;

beforeAll(async () => {
  const readerPort = await freePort();
  services = await createTestServices({ READER_PORT: String(readerPort) });
  api = callerOf(services);
  const { databaseUrl, home } = services.env;
  worker = await createWorker({ databaseUrl: databaseUrl!, home, concurrency: 2 });
  reader = await createReader({ databaseUrl: databaseUrl!, home, port: readerPort });
}, 60_000);
afterAll(async () => {
  await reader.stop();
  await worker.stop();
  await services.remove();
});

/** The four that are seeded are run by their own tests and by the stories in a browser. */
const others = [
  'two-models',
  'tuned-trees',
  'prices-in-time',
  'calibrated-risk',
  'fair-credit',
  'neighbourhoods',
  'data-quality',
];

it('runs every example here that is not run elsewhere', async () => {
  const seeded = ['telco-churn', 'ames-housing', 'hpc-jobs', 'credit'];
  expect((await api.examples.list()).map(({ id }) => id).sort()).toEqual([...seeded, ...others].sort());
});

it.each(others)('%s runs to its end, and all its gates pass', { timeout: 120_000 }, async (id) => {
  const copy = await api.examples.copy({ id });
  const answer = await api.runs.start({ pipelineId: copy.id });
  if (answer.kind === 'refused') throw new Error(answer.diagnostics.map(({ message }) => message).join(' '));
  for (;;) {
    const run = await api.runs.get({ runId: answer.runId });
    if (run.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    const stopped = run.stages.filter(({ state }) => state !== 'done' && state !== 'reused');
    expect(stopped.map(({ node, error }) => `${node}: ${error?.message}`)).toEqual([]);
    expect(run.state).toBe('done');
    return;
  }
});

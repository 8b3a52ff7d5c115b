import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { createWorker, type Worker } from '../worker/create-worker';
import { storeFile } from './data-folder';
import { callerOf } from './root';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;
let worker: Worker;

beforeAll(async () => {
  services = await createTestServices();
  api = callerOf(services);
  worker = await createWorker({ databaseUrl: services.env.databaseUrl!, home: services.env.home, concurrency: 2 });
}, 60_000);
afterAll(async () => {
  await worker.stop();
  await services.remove();
});

/** source → split → train → evaluate → a second model handed on by it. */
async function heights(seed: number): Promise<GraphDoc> {
  const rows = Array.from({ length: 400 }, (_, i) => `${i},${(i * 37) % 101},${((i * 37) % 101) * 2 + (i % 3)}`);
  const { hash, name } = await storeFile(
    services,
    Readable.from([`id,age,height\n${rows.join('\n')}\n`]),
    'heights.csv',
  );
  const wire = (from: string, fromPort: string, to: string, toPort: string) => ({
    from: { node: from, port: fromPort },
    to: { node: to, port: toPort },
  });
  return {
    ...emptyDoc('Heights'),
    nodes: {
      source: { type: 'source', version: 1, config: { file: { hash, name }, key: 'id' } },
      split: { type: 'split', version: 1, config: { seed } },
      learn: {
        type: 'train',
        version: 1,
        title: 'Guess the height',
        config: { target: 'height', algorithm: 'linear' },
      },
      judge: { type: 'evaluate', version: 1, config: { gates: [] } },
    },
    wires: [
      wire('source', 'table', 'split', 'table'),
      wire('split', 'table', 'learn', 'table'),
      wire('learn', 'model', 'judge', 'model'),
      wire('split', 'table', 'judge', 'table'),
    ],
  };
}

async function run(pipelineId: string) {
  const answer = await api.runs.start({ pipelineId });
  if (answer.kind !== 'started') throw new Error(JSON.stringify(answer.diagnostics));
  for (;;) {
    const found = await api.runs.get({ runId: answer.runId });
    if (found.state !== 'running') return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('numbers a model when it was learned anew, and only then', { timeout: 60_000 }, async () => {
  const { id } = await api.pipelines.create({ name: 'Heights', document: await heights(1) });
  const first = await run(id);
  expect(first.state).toBe('done');
  await run(id);
  const listed = (await api.models.list()).filter(({ pipelineId }) => pipelineId === id);
  expect(listed).toMatchObject([
    {
      number: 1,
      versionCount: 1,
      node: 'learn',
      nodeTitle: 'Guess the height',
      nodeType: 'train',
      pipelineName: 'Heights',
    },
  ]);
  expect(listed[0]).toMatchObject({ runId: first.id, runNumber: first.number, summary: { features: 1 } });

  await api.pipelines.edits.append({
    pipelineId: id,
    baseRevision: 0,
    edits: [{ kind: 'set-setting', id: 'split', path: ['seed'], value: 2 }],
    client: 'test',
    batch: 'seed',
  });
  const again = await run(id);
  const [newest] = (await api.models.list()).filter(({ pipelineId }) => pipelineId === id);
  expect(newest).toMatchObject({ number: 2, versionCount: 2, runNumber: again.number });
  const version = await api.models.get({ id: newest!.id });
  expect(version).toMatchObject({
    key: again.ports['learn.model']!.key,
    reports: [{ port: 'judge.report', type: 'evaluate', key: again.ports['judge.report']!.key }],
    deployments: [],
    others: [{ id: listed[0]!.id, number: 1 }],
  });
  expect(await api.data.report({ key: version.key })).toMatchObject({ signature: { target: 'height' } });
  await expect(api.models.get({ id: crypto.randomUUID() })).rejects.toThrow('There is no such model');
});

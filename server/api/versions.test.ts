import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { callerOf } from './root';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;

beforeAll(async () => {
  services = await createTestServices();
  api = callerOf(services);
});
afterAll(() => services.remove());

const document: GraphDoc = {
  ...emptyDoc('Churn'),
  nodes: { split: { type: 'split', version: 1, config: { seed: 1 } } },
  layout: { split: { x: 0, y: 0 } },
};

async function edit(id: string, ...edits: Edit[]): Promise<void> {
  const { revision } = await api.pipelines.get({ id });
  await api.pipelines.edits.append({
    pipelineId: id,
    baseRevision: revision,
    client: 'test',
    batch: crypto.randomUUID(),
    edits,
  });
}

it('numbers versions and hashes what they mean', async () => {
  const { id } = await api.pipelines.create({ name: 'Churn', document });
  const first = await api.versions.save({ pipelineId: id, message: 'first' });
  await edit(id, { kind: 'set-setting', id: 'split', path: ['seed'], value: 2 });
  const second = await api.versions.save({ pipelineId: id, message: 'second' });
  expect([first.number, second.number]).toEqual([1, 2]);
  expect(second.hash).not.toBe(first.hash);
  expect((await api.versions.list({ pipelineId: id })).map((version) => version.message)).toEqual(['second', 'first']);
});

it('refuses to save what has not changed; a move is no change', async () => {
  const { id } = await api.pipelines.create({ name: 'Churn', document });
  await api.versions.save({ pipelineId: id, message: '' });
  await edit(id, { kind: 'move', positions: { split: { x: 500, y: 500 } } });
  await expect(api.versions.save({ pipelineId: id, message: '' })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('version 1'),
  });
  expect((await api.pipelines.get({ id })).savedAs?.number).toBe(1);
});

it('restores a version as an edit, so that nothing is lost', async () => {
  const { id } = await api.pipelines.create({ name: 'Churn', document });
  const version = await api.versions.save({ pipelineId: id, message: '' });
  await edit(id, { kind: 'remove-node', id: 'split' });
  await api.versions.restore({ id: version.id });
  const opened = await api.pipelines.get({ id });
  expect(opened.document).toEqual(document);
  expect(opened.revision).toBe(2);
});

it('forks a version into a pipeline of its own', async () => {
  const { id } = await api.pipelines.create({ name: 'Churn', document });
  const version = await api.versions.save({ pipelineId: id, message: '' });
  const fork = await api.pipelines.fork({ versionId: version.id, name: 'Mine' });
  const opened = await api.pipelines.get(fork);
  expect(opened.pipeline.forkedFrom).toBe(version.id);
  expect(opened.document).toEqual({ ...document, name: 'Mine' });
});

it('compares versions, drafts and documents', async () => {
  const { id } = await api.pipelines.create({ name: 'Churn', document });
  const version = await api.versions.save({ pipelineId: id, message: '' });
  await edit(id, { kind: 'set-setting', id: 'split', path: ['seed'], value: 2 });
  const { a, b, diff } = await api.versions.diff({ a: version.id, b: `draft:${id}` });
  expect([a.label, b.label]).toEqual(['version 1', 'draft']);
  expect(diff.nodes.changed).toMatchObject([{ id: 'split', settings: [{ path: ['seed'], before: 1, after: 2 }] }]);
  const same = await api.versions.diff({ a: { document }, b: version.id });
  expect(same.diff.isSame).toBe(true);
});

it('lists pipelines with versions and a sketch, the last edited first', async () => {
  const older = await api.pipelines.create({ name: 'Older', document });
  const newer = await api.pipelines.create({ name: 'Newer' });
  await api.versions.save({ pipelineId: older.id, message: '' });
  await edit(older.id, { kind: 'set-name', name: 'Edited' });
  const list = (await api.pipelines.list()).filter(({ id }) => id === older.id || id === newer.id);
  expect(list.map(({ name }) => name)).toEqual(['Edited', 'Newer']);
  expect(list[0]).toMatchObject({
    versionCount: 1,
    nodeCount: 1,
    latestVersion: { number: 1 },
    lastRun: null,
    endpoint: null,
  });
  expect(list[0]?.sketch.nodes).toEqual([{ id: 'split', type: 'split', x: 0, y: 0 }]);
});

it('names a pipeline that is not there', async () => {
  const gone = { id: crypto.randomUUID() };
  await expect(api.pipelines.get(gone)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no such pipeline.',
  });
  await expect(api.pipelines.remove(gone)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

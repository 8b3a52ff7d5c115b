import { afterAll, beforeAll, expect, it } from 'vitest';
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

const source = { type: 'source', version: 1, config: { file: { hash: 'a'.repeat(64), name: 'people.csv' } } };
const drawing = (nodes: GraphDoc['nodes']): GraphDoc => ({ ...emptyDoc('People'), nodes });

/** A run as the executor leaves it, without what it computed. */
async function ended(pipelineId: string, document: GraphDoc, state: string) {
  const { sql } = services.database;
  const plain = (value: unknown) => sql.json(value as never);
  await sql`
    insert into runs (pipeline_id, document, spec, parameters, state, remaining)
    values (${pipelineId}, ${plain(document)}, ${plain({ stages: [] })}, ${plain({})}, ${state}, 0)`;
}

const rowOf = async (id: string) => (await api.home.overview()).rows.find(({ pipeline }) => pipeline.id === id)!;

it('lists every pipeline with its last runs, newest first, and how it is', async () => {
  const document = drawing({ source });
  const { id } = await api.pipelines.create({ name: 'People', document });
  expect(await rowOf(id)).toMatchObject({ runs: [], endpoint: null, health: { kind: 'never-run' } });
  for (let n = 0; n < 16; n += 1) await ended(id, document, n === 15 ? 'failed' : 'done');
  const { runs, health } = await rowOf(id);
  expect(runs).toHaveLength(14);
  expect(runs[0]!.state).toBe('failed');
  expect(runs.map(({ number }) => number)).toEqual(runs.map(({ number }) => number).sort((a, b) => b - a));
  expect(health).toMatchObject({ kind: 'failed', words: 'Failed' });
  expect((await api.home.overview()).day).toMatchObject({ runs: 16, failed: 1, running: 0 });
});

it('sees that the drawing changed since the last run, and that moving a card is no change', async () => {
  const document = drawing({ source });
  const { id } = await api.pipelines.create({ name: 'Moved', document });
  await ended(id, document, 'done');
  expect((await rowOf(id)).health.kind).toBe('done');
  const edit = (edits: Parameters<typeof api.pipelines.edits.append>[0]['edits']) =>
    api.pipelines.edits.append({ pipelineId: id, baseRevision: 0, client: 'test', batch: crypto.randomUUID(), edits });
  await edit([{ kind: 'move', positions: { source: { x: 8, y: 8 } } }]);
  expect((await rowOf(id)).health.kind).toBe('done');
  await edit([{ kind: 'add-node', id: 'sample', node: { type: 'sample', version: 1, config: {} } }]);
  expect((await rowOf(id)).health).toMatchObject({ kind: 'unset', reason: '1 node needs a setting' });
});

it('finds pipelines by their nodes and by the columns that they name', async () => {
  const { id } = await api.pipelines.create({
    name: 'Other',
    document: drawing({ source: { ...source, title: 'Invoices' } }),
  });
  expect(await api.home.find({ find: 'invoi' })).toEqual([
    { pipelineId: id, hits: [{ kind: 'node', words: 'Invoices (File)', node: 'source' }] },
  ]);
  expect(await api.home.find({ find: 'nowhere at all' })).toEqual([]);
});

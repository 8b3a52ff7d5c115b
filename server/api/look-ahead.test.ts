import { Readable } from 'node:stream';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { freePort } from '../boot/port';
import { createWorker, type Worker } from '../worker/create-worker';
import { createReader } from '../worker/reader/create-reader';
import { storeFile } from './data-folder';
import type { DataBasis } from './open-port-of';
import { callerOf } from './root';
import { servePreview } from './serve-preview';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;
let worker: Worker;
let reader: Awaited<ReturnType<typeof createReader>>;
const shared = globalThis as { sluiceServices?: unknown };

beforeAll(async () => {
  const readerPort = await freePort();
  services = await createTestServices({ READER_PORT: String(readerPort) });
  shared.sluiceServices = services;
  api = callerOf(services);
  worker = await createWorker({ databaseUrl: services.env.databaseUrl!, home: services.env.home, concurrency: 2 });
  reader = await createReader({ databaseUrl: services.env.databaseUrl!, home: services.env.home, port: readerPort });
}, 60_000);
afterAll(async () => {
  shared.sluiceServices = undefined;
  await reader.stop();
  await worker.stop();
  await services.remove();
});

type Nodes = Readonly<Record<string, { type: string; config?: Record<string, unknown> }>>;

/** A chain of nodes below the files `source` and, when there is one, `other`; all of it imported, none of it run. */
async function drawn(
  files: Readonly<Record<string, string>>,
  nodes: Nodes,
  wires: readonly string[],
): Promise<GraphDoc> {
  const sources = await Promise.all(
    Object.entries(files).map(async ([id, csv]) => {
      const { hash, name } = await storeFile(services, Readable.from([csv]), `${id}.csv`);
      return [id, { type: 'source', version: 1, config: { file: { hash, name } } }] as const;
    }),
  );
  const ends = (text: string) => {
    const [node, port] = text.split('.');
    return { node: node!, port: port! };
  };
  const document: GraphDoc = {
    ...emptyDoc('Look'),
    nodes: {
      ...Object.fromEntries(sources),
      ...Object.fromEntries(
        Object.entries(nodes).map(([id, { type, config = {} }]) => [id, { type, version: 1, config }]),
      ),
    } as GraphDoc['nodes'],
    wires: wires.map((wire) => {
      const [from, to] = wire.split(' > ');
      return { from: ends(from!), to: ends(to!) };
    }),
  };
  const { needs } = await api.compile.analyze({ document });
  const requests = needs.filter((need) => need.kind === 'dataset');
  const isPending = async () =>
    Object.values((await api.compile.facts({ requests: requests as never })).facts).some(
      ({ kind }) => kind === 'pending',
    );
  while (await isPending()) await new Promise((resolve) => setTimeout(resolve, 50));
  return document;
}

interface Looked {
  readonly status: number;
  readonly rows: Record<string, unknown>[];
  readonly basis: DataBasis;
  readonly rowCount: number;
  readonly error: { code?: string; place?: { node?: string } };
}

async function look(document: GraphDoc, port: string, more: Record<string, unknown> = {}): Promise<Looked> {
  const body = JSON.stringify({ document, port, limit: 5000, ...more });
  const response = await servePreview(new Request('http://localhost:3000/api/data/preview', { method: 'POST', body }));
  const isRows = response.ok;
  return {
    status: response.status,
    rows: isRows
      ? tableFromIPC(await response.arrayBuffer())
          .toArray()
          .map((row) => row.toJSON())
      : [],
    basis: JSON.parse(decodeURIComponent(response.headers.get('x-basis') ?? 'null')),
    rowCount: Number(response.headers.get('x-row-count')),
    error: isRows ? {} : ((await response.json()) as { error: Looked['error'] }).error,
  };
}

const numbers = (count: number, age: (row: number) => number | '') =>
  `id,age\n${Array.from({ length: count }, (_, row) => `${row},${age(row)}`).join('\n')}\n`;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const below = { split: { type: 'split' }, fill: { type: 'impute', config: { numbers: 'mean' } } };
const wires = ['source.table > split.table', 'split.table > fill.table'];

describe('a port that no run has made', { timeout: 60_000 }, () => {
  it('shows all rows of small sources, with values learned from training rows only', async () => {
    // Test rows are a hundred times as old: a fit that saw them would say so.
    const document = await drawn({ source: numbers(400, (row) => (row % 10 === 0 ? '' : row)) }, below, wires);
    const arrived = (await look(document, 'split.table')).rows;
    const { rows, basis, rowCount } = await look(document, 'fill.table');
    expect(basis).toEqual({ kind: 'all', looksAtOthers: false, learned: [{ node: 'fill', by: 'these rows' }] });
    expect([rows.length, rowCount]).toEqual([400, 400]);
    const training = arrived.filter((row) => row.$partition === 'train' && row.age !== null);
    expect(training.length).toBeLessThan(360);
    const expected = mean(training.map((row) => Number(row.age)));
    for (const row of rows.filter(({ id }) => Number(id) % 10 === 0)) expect(row.age).toBeCloseTo(expected, 9);
  });

  it('shows the first rows of large ones, learning from their training rows', async () => {
    const document = await drawn({ source: numbers(30_000, (row) => (row % 10 === 0 ? '' : row)) }, below, wires);
    const { rows, basis } = await look(document, 'fill.table');
    expect(basis).toEqual({
      kind: 'sample',
      sampleRows: 1000,
      looksAtOthers: false,
      learned: [{ node: 'fill', by: 'these rows' }],
    });
    expect(rows).toHaveLength(1000);
    const known = rows.filter(({ id, $partition }) => Number(id) % 10 !== 0 && $partition === 'train');
    expect(rows[0]!.age).toBeCloseTo(mean(known.map((row) => Number(row.age))), 9);
  });

  it('looks the partners of its first rows up in the whole other table', async () => {
    const prices = `id,price\n${Array.from({ length: 25_000 }, (_, row) => `${24_999 - row},${row}`).join('\n')}\n`;
    const document = await drawn(
      { source: numbers(25_000, (row) => row), other: prices },
      { join: { type: 'join', config: { kind: 'left', on: [{ left: 'id', right: 'id' }] } } },
      ['source.table > join.table', 'other.table > join.right'],
    );
    const { rows, basis } = await look(document, 'join.table');
    expect(basis).toMatchObject({ kind: 'sample', sampleRows: 1000 });
    expect(rows).toHaveLength(1000);
    expect(rows.every((row) => Number(row.price) === 24_999 - Number(row.id))).toBe(true);
  });

  it('says which node has to run first where rows are made by a task', async () => {
    const document = await drawn(
      { source: numbers(10, (row) => row) },
      { query: { type: 'sql', config: { query: 'select * from a' } }, some: { type: 'limit', config: { rows: 3 } } },
      ['source.table > query.table', 'query.table > some.table'],
    );
    const { status, error } = await look(document, 'some.table');
    expect([status, error]).toMatchObject([409, { code: 'not_materialised', place: { node: 'query' } }]);
  });

  it('takes what the run before had learned where only the first rows are looked at', async () => {
    const csv = numbers(30_000, (row) => (row % 10 === 0 ? '' : row));
    const document = await drawn({ source: csv }, below, wires);
    const { id } = await api.pipelines.create({ name: 'Look', document });
    const { runId } = (await api.runs.start({ pipelineId: id })) as { runId: string };
    for (;;) {
      const { state } = await api.runs.get({ runId });
      if (state !== 'running') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await look(document, 'fill.table')).basis).toEqual({ kind: 'run' });
    const ran = (await look(document, 'fill.table', { limit: 1 })).rows[0]!.age;
    const filtered = {
      ...document,
      nodes: { ...document.nodes, adults: { type: 'filter', version: 1, config: { where: 'id < 25000' } } },
      wires: [
        { from: { node: 'source', port: 'table' }, to: { node: 'adults', port: 'table' } },
        { from: { node: 'adults', port: 'table' }, to: { node: 'split', port: 'table' } },
        document.wires[1]!,
      ],
    };
    const { rows, basis } = await look(filtered, 'fill.table', { previousRun: runId });
    expect(basis).toMatchObject({ kind: 'sample', learned: [{ node: 'fill', by: 'last run' }] });
    expect(rows[0]!.age).toBe(ran);
  });
});

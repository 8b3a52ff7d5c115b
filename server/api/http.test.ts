import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { graphJsonSchema, specJsonSchema } from './json-schemas';
import { callerOf } from './root';
import { servePreview } from './serve-preview';
import { serveTrpc } from './serve-trpc';
import { serveUpload } from './serve-upload';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let dataDir: string;
const shared = globalThis as { sluiceServices?: unknown };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-data-'));
  services = await createTestServices({ SLUICE_DATA_DIR: dataDir });
  shared.sluiceServices = services;
});
afterAll(async () => {
  shared.sluiceServices = undefined;
  await services.remove();
  rmSync(dataDir, { recursive: true });
});

const post = (path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000${path}`, {
    method: 'POST',
    body,
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit);
const call = async (procedure: string, input: unknown, headers?: Record<string, string>) => {
  const response = await serveTrpc(post(`/api/trpc/${procedure}`, JSON.stringify(input), headers));
  return { status: response.status, body: await response.json() };
};

describe('a failed call', () => {
  it('says what an AppError says, with its status', async () => {
    const { status, body } = await call('pipelines.remove', { id: crypto.randomUUID() });
    expect(status).toBe(404);
    expect(body.error.data.app).toMatchObject({
      code: 'not_found',
      blame: 'user',
      message: 'There is no such pipeline.',
    });
  });

  it('says what does not fit about its input', async () => {
    const { status, body } = await call('pipelines.create', { name: '' });
    expect(status).toBe(400);
    expect(body.error.data.app).toMatchObject({ code: 'invalid', message: expect.stringContaining('name') });
  });

  it('never carries a stack or a cause', async () => {
    const { body } = await call('pipelines.remove', { id: crypto.randomUUID() });
    expect(JSON.stringify(body)).not.toMatch(/stack|cause|server\/db/);
  });

  it('refuses another site’s mutation', async () => {
    const { status, body } = await call('pipelines.create', { name: 'x' }, { origin: 'https://evil.example' });
    expect(status).toBe(403);
    expect(body.error.data.app.code).toBe('forbidden');
    expect(await callerOf(services).pipelines.list()).toEqual([]);
  });

  it('names a procedure that does not exist', async () => {
    expect((await call('pipelines.explode', {})).status).toBe(404);
  });
});

describe('an upload', () => {
  it('streams into the store and is listed', async () => {
    const chunks = Array.from({ length: 50 }, (_, index) => new TextEncoder().encode(`${index},`.repeat(1000)));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await serveUpload(post('/api/files?name=dir%2Fnumbers.csv', body as BodyInit));
    const file = await response.json();
    expect(response.status).toBe(201);
    expect(file).toMatchObject({ name: 'numbers.csv', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await services.store.hasFile(file.hash)).toBe(true);
    expect(await callerOf(services).files.list()).toMatchObject([{ hash: file.hash }]);
  });

  it('refuses a missing name, a missing body and another site', async () => {
    const statuses = await Promise.all([
      serveUpload(post('/api/files', 'x')),
      serveUpload(post('/api/files?name=x.csv', null)),
      serveUpload(post('/api/files?name=x.csv', 'x', { 'sec-fetch-site': 'cross-site' })),
    ]);
    expect(statuses.map((response) => response.status)).toEqual([400, 400, 403]);
  });
});

describe('the data folder', () => {
  it('lists what a source can read and imports it', async () => {
    mkdirSync(join(dataDir, 'below'));
    writeFileSync(join(dataDir, 'below', 'a.csv'), 'x\n1\n');
    writeFileSync(join(dataDir, 'notes.md'), 'no table');
    const { files } = callerOf(services);
    expect((await files.browse({})).entries).toMatchObject([{ kind: 'folder', path: 'below' }]);
    expect((await files.browse({ path: 'below' })).entries).toMatchObject([
      { kind: 'file', path: 'below/a.csv', sizeBytes: 4 },
    ]);
    expect(await files.importPath({ path: 'below/a.csv' })).toMatchObject({ name: 'a.csv', sizeBytes: 4 });
  });

  it('refuses what lies outside, however it is written', async () => {
    symlinkSync('/etc', join(dataDir, 'link'));
    const { files } = callerOf(services);
    for (const path of ['../x.csv', '/etc/passwd', 'link/passwd', 'below/../../x.csv']) {
      await expect(files.importPath({ path })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        cause: { code: 'path_outside_data_folder' },
      });
    }
    await expect(files.importPath({ path: 'nothing.csv' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a preview', () => {
  it('says which port has no data yet, or that there is no such table', async () => {
    const answer = async (body: unknown) => {
      const response = await servePreview(post('/api/data/preview', JSON.stringify(body)));
      return [response.status, (await response.json()).error.code];
    };
    expect(await answer({ document: emptyDoc('x'), port: 'source.table' })).toEqual([404, 'not_found']);
    expect(await answer({ runId: crypto.randomUUID(), port: 'source.table' })).toEqual([404, 'not_found']);
    expect(await answer({ document: emptyDoc('x'), port: 'nonsense' })).toEqual([422, 'invalid']);
    expect((await servePreview(post('/api/data/preview', 'not json'))).status).toBe(400);
  });
});

describe('the published schemas', () => {
  it('describe documents and specs, settings of every node type included', () => {
    expect(graphJsonSchema()).toMatchObject({ type: 'object', required: expect.arrayContaining(['format', 'name']) });
    expect(Object.keys(graphJsonSchema().$defs as object)).toContain('split@1');
    expect(specJsonSchema()).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['hash', 'stages', 'ports']),
    });
  });
});

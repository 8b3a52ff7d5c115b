import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Database, openDatabase } from '@/server/db/client';
import { startRun } from '@/server/executor/start-run';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { specOf } from '@/server/worker/fixtures/specs';
import { openStore } from './disk-store';
import { collectGarbage, defaultGc } from './gc';

const { home, remove } = createTemporaryHome();
const store = openStore(home);
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  remove();
});

const longAgo = new Date(Date.now() - 2 * 3_600_000);

async function addArtifact(key: string, content: string, age: Date): Promise<string> {
  const draft = await store.draft();
  await draft.write('value.json', JSON.stringify(content));
  const { hash, sizeBytes } = await draft.publish();
  await utimes(store.folder(hash), age, age);
  await database.sql`insert into catalogue (key, kind, hash, size_bytes, meta, created_at, used_at)
    values (${key}, 'json', ${hash}, ${sizeBytes}, '{}', ${age}, ${age})`;
  return hash;
}

async function addUpload(content: string): Promise<string> {
  const { hash } = await store.putFile(Readable.from([Buffer.from(content)]));
  await utimes(store.filePath(hash), longAgo, longAgo);
  return hash;
}

test('gc keeps what runs reach and what is young, and removes the rest', async () => {
  const { spec, document } = specOf({ a: { type: 'value', config: { value: 1 } } });
  const reachedKey = spec.stages[0]!.outputs[0]!.key;
  const used = await addUpload('a,b\n1,2\n');
  const unused = await addUpload('c,d\n');
  const drawn = {
    ...emptyDoc('drawn'),
    nodes: { s: { type: 'source', version: 1, config: { file: { hash: used } } } },
  };
  const [pipeline] = await database.sql<{ id: string }[]>`
    insert into pipelines (name, draft) values ('p', ${JSON.stringify(drawn)}::text::jsonb) returning id`;
  await addArtifact(reachedKey, 'reached', longAgo);
  await startRun(database, { document, spec, parameters: {}, publish: false, pipelineId: pipeline!.id });
  await database.sql`update catalogue set used_at = ${longAgo}`;
  const gone = await addArtifact('forgotten', 'forgotten', longAgo);
  const shared = await addArtifact('forgotten twin', 'reached', longAgo);
  const young = await addArtifact('young', 'young', new Date());

  const would = await collectGarbage(database, store, { ...defaultGc, dryRun: true });
  expect(would).toMatchObject({ artifacts: { removed: 1, kept: 2 }, uploads: { removed: 1, kept: 1 } });
  expect(await readdir(join(store.artifacts, gone.slice(0, 2)))).toContain(gone);

  const did = await collectGarbage(database, store, defaultGc);
  expect(did).toMatchObject({ artifacts: { removed: 1, kept: 2 }, uploads: { removed: 1, kept: 1 } });
  expect(did.freedBytes).toBe(would.freedBytes);
  await expect(store.open(gone)).rejects.toMatchObject({ code: 'artifact_damaged' });
  await store.open(shared);
  await store.open(young);
  expect([await store.hasFile(used), await store.hasFile(unused)]).toEqual([true, false]);
  const keys = await database.sql<{ key: string }[]>`select key from catalogue order by key`;
  expect(keys.map((row) => row.key).sort()).toEqual([reachedKey, 'young'].sort());
});

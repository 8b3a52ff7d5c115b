import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import { type Database, openDatabase } from '../db/client';
import { recordFile } from '../db/files';
import { createPipeline } from '../db/pipelines';
import { type Env, projectRoot } from '../env';
import { openStore } from '../store/disk-store';

export interface FirstStartContext {
  /** Of the migrated database. */
  readonly databaseUrl: string;
  readonly env: Env;
  /** Where the example folders are. */
  readonly examples?: string;
}

/**
 * Called at each start, after the migrations and before any process serves: gives a new database the example pipelines
 * and puts their data into the store. Once: examples that a person removed stay removed.
 */
export async function firstStart(context: FirstStartContext): Promise<void> {
  const database = openDatabase(context.databaseUrl, { applicationName: 'sluice-first-start', maxConnections: 1 });
  try {
    if (await isNew(database)) {
      for (const folder of await exampleFolders(context.examples ?? join(projectRoot, 'examples'))) {
        await createExample(database, context.env, folder);
      }
    }
    await leaveMark(database);
  } finally {
    await database.close();
  }
}

// The mark is the table's comment: it belongs to the database, and needs no table of its own.
const mark = 'Sluice created the examples here.';

async function isNew({ sql }: Database): Promise<boolean> {
  const [row] = await sql<{ isNew: boolean }[]>`
    select obj_description('pipelines'::regclass, 'pg_class') is distinct from ${mark}
      and not exists (select from pipelines) as "isNew"`;
  return row!.isNew;
}

async function leaveMark({ sql }: Database): Promise<void> {
  await sql.unsafe(`comment on table pipelines is '${mark}'`);
}

/** An example is a folder with a pipeline file; the first name is made first and so listed last. */
async function exampleFolders(examples: string): Promise<string[]> {
  const entries = await readdir(examples, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(examples, entry.name));
  return folders.sort();
}

async function createExample(database: Database, env: Env, folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pipeline.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const { doc } = parseGraphDoc(JSON.parse(text));
  if (doc === undefined) return;
  const store = openStore(env.home);
  for (const { config } of Object.values(doc.nodes)) {
    const { file } = config as { file?: { path?: string; name?: string } };
    if (file?.path === undefined) continue;
    const stored = await store.putFile(createReadStream(join(folder, file.path)));
    await recordFile(database, { ...stored, name: file.name ?? file.path });
  }
  await createPipeline(database, { name: doc.name, document: doc, example: folder.split(/[\\/]/).at(-1)! });
}

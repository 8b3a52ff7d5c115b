import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { z } from 'zod';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import type { StoredFile } from '../db/files';
import { type Sketch, sketchOf } from '../db/pipeline-list';
import { projectRoot } from '../env';
import { AppError } from '../errors';
import type { Services } from './context';
import { storeFile } from './data-folder';

const sampleTable = z.object({
  /** Its folder below examples/. */
  id: z.string(),
  /** Relative to examples/. */
  path: z.string(),
  title: z.string(),
  about: z.string(),
  /** What a model of it would answer, and the column that says so. */
  question: z.string(),
  target: z.string(),
  rows: z.int(),
  columns: z.int(),
  licence: z.string(),
  source: z.string(),
});
/** A table that is shipped with Sluice. */
export type SampleTable = z.infer<typeof sampleTable>;

const catalogue = z.object({
  tables: z.array(sampleTable),
  gallery: z.array(z.object({ id: z.string(), pipeline: z.string(), kind: z.string() })),
});

/** A tile of the gallery: a finished pipeline over shipped tables. */
export interface ExampleTile {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What it is an example of, in two or three words. */
  readonly kind: string;
  /** Of all tables it reads. */
  readonly rows: number;
  readonly sketch: Sketch;
}

const folder = join(projectRoot, 'examples');

/** What `examples/catalogue.json` lists. */
export async function readCatalogue(): Promise<z.infer<typeof catalogue>> {
  return catalogue.parse(JSON.parse(await readFile(join(folder, 'catalogue.json'), 'utf8')));
}

export async function listExamples(): Promise<ExampleTile[]> {
  const { tables, gallery } = await readCatalogue();
  return Promise.all(
    gallery.map(async ({ id, pipeline, kind }) => {
      const document = await readExample(pipeline);
      const read = new Set(filesOf(document, pipeline));
      const rows = tables.filter(({ path }) => read.has(path)).reduce((sum, table) => sum + table.rows, 0);
      const { name: title, description = '' } = document;
      return { id, title, description, kind, rows, sketch: sketchOf(document) };
    }),
  );
}

/** The document of an example; the tables that it reads are put into the store. */
export async function openExample(services: Services, id: string): Promise<GraphDoc> {
  const found = (await readCatalogue()).gallery.find((entry) => entry.id === id);
  if (found === undefined) throw unknown('example', id);
  const document = await readExample(found.pipeline);
  for (const path of new Set(filesOf(document, found.pipeline))) await putTable(services, path);
  return document;
}

/** Puts a shipped table into the store, where a source finds it by its content; a second time nothing changes. */
export async function importSample(services: Services, id: string): Promise<StoredFile> {
  const found = (await readCatalogue()).tables.find((table) => table.id === id);
  if (found === undefined) throw unknown('sample table', id);
  return putTable(services, found.path);
}

const putTable = (services: Services, path: string): Promise<StoredFile> =>
  storeFile(services, createReadStream(join(folder, path)), basename(path));

/** Throws when a shipped file is damaged. */
async function readExample(pipeline: string): Promise<GraphDoc> {
  const { doc, diagnostics } = parseGraphDoc(JSON.parse(await readFile(join(folder, pipeline), 'utf8')));
  if (doc === undefined)
    throw new Error(`examples/${pipeline}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return doc;
}

/** The files that its sources name, relative to examples/. */
function filesOf(document: GraphDoc, pipeline: string): string[] {
  return Object.values(document.nodes).flatMap(({ config }) => {
    const { file } = config as { file?: { path?: string } };
    return file?.path === undefined ? [] : [posix.join(dirname(pipeline), file.path)];
  });
}

function unknown(what: string, id: string): AppError {
  return new AppError({ code: 'not_found', blame: 'user', message: `There is no ${what} “${id}”.` });
}

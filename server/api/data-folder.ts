import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { findFile, recordFile, type StoredFile } from '../db/files';
import { AppError } from '../errors';
import type { Services } from './context';

export interface DataFolder {
  /** Relative to the data folder, with `/`; empty for the data folder itself. */
  readonly path: string;
  /** Folders first, by name; files a source can read only. */
  readonly entries: readonly DataFolderEntry[];
}

export interface DataFolderEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'folder' | 'file';
  readonly sizeBytes: number | null;
}

const readable = /\.(csv|tsv|txt|parquet|pq)$/i;

export async function browseDataFolder(dataDir: string, path: string): Promise<DataFolder> {
  const folder = await resolveInside(dataDir, path);
  const listed = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw notThere(path, cause);
  });
  const root = await realpath(dataDir);
  const entries = await Promise.all(
    listed
      .filter(
        (entry) =>
          !entry.name.startsWith('.') && (entry.isDirectory() || (entry.isFile() && readable.test(entry.name))),
      )
      .map(async (entry): Promise<DataFolderEntry> => {
        const full = join(folder, entry.name);
        const common = { name: entry.name, path: relative(root, full).split(sep).join('/') };
        if (entry.isDirectory()) return { ...common, kind: 'folder', sizeBytes: null };
        return { ...common, kind: 'file', sizeBytes: (await stat(full)).size };
      }),
  );
  entries.sort((a, b) => (a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind === 'folder' ? -1 : 1));
  return { path: relative(root, folder).split(sep).join('/'), entries };
}

/** Streams a file below the data folder into the store. */
export async function importDataFile(services: Services, path: string): Promise<StoredFile> {
  const file = await resolveInside(services.env.dataDir, path);
  if (!(await stat(file)).isFile()) throw notThere(path);
  return storeFile(services, createReadStream(file), basename(file));
}

/** Puts a file's bytes into the store and its name into the list of files. */
export async function storeFile(
  { database, store }: Pick<Services, 'database' | 'store'>,
  bytes: Parameters<Services['store']['putFile']>[0],
  name: string,
): Promise<StoredFile> {
  const stored = await store.putFile(bytes);
  await recordFile(database, { ...stored, name });
  const file = await findFile(database, stored.hash);
  return { ...file!, name };
}

/** The real path below the data folder, links followed; anything outside is refused. */
export async function resolveInside(dataDir: string, path: string): Promise<string> {
  const root = await realpath(dataDir).catch((cause) => {
    throw notThere(dataDir, cause);
  });
  const wanted = resolve(root, path);
  if (!isBelow(root, wanted)) throw outside(path);
  const real = await realpath(wanted).catch((cause) => {
    throw notThere(path, cause);
  });
  if (!isBelow(root, real)) throw outside(path);
  return real;
}

const isBelow = (root: string, path: string): boolean => path === root || path.startsWith(root + sep);

function outside(path: string): AppError {
  return new AppError({
    code: 'path_outside_data_folder',
    blame: 'user',
    message: 'That path is outside the data folder.',
    place: { path },
    hint: 'Put the file below the data folder, or upload it. SLUICE_DATA_DIR names the folder.',
  });
}

function notThere(path: string, cause?: unknown): AppError {
  return new AppError({
    code: 'not_found',
    blame: 'user',
    message: 'There is nothing to read at that path.',
    place: { path },
    cause,
  });
}

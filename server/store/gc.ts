import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '@/server/db/client';
import { deleteUnreached, readReachedKeys, readStoredHashes, readUsedFileHashes } from '@/server/db/reach';
import { hashFolder } from './artifact-hash';
import type { DiskStore } from './disk-store';

export interface GcOptions {
  /** Runs whose results stay, the latest of all pipelines. */
  readonly keepRuns: number;
  /** What is younger stays: it may belong to work in flight. */
  readonly minAgeMs: number;
  /** Says what would go, and lets it be. */
  readonly dryRun: boolean;
}

export interface GcReport {
  readonly dryRun: boolean;
  readonly artifacts: { readonly removed: number; readonly kept: number };
  readonly uploads: { readonly removed: number; readonly kept: number };
  readonly leftovers: number;
  readonly freedBytes: number;
}

export const defaultGc: GcOptions = { keepRuns: 20, minAgeMs: 3_600_000, dryRun: false };

/**
 * Removes results that no version, deployment or recent run reaches. The catalogue forgets first, the disk after: who
 * comes in between finds nothing and computes anew.
 */
export async function collectGarbage(
  database: Database,
  store: DiskStore,
  options: GcOptions = defaultGc,
): Promise<GcReport> {
  const { keepRuns, minAgeMs, dryRun } = options;
  const reached = await readReachedKeys(database, keepRuns);
  const files = await readUsedFileHashes(database, keepRuns);
  const forgotten = await deleteUnreached(database, { reached, minAgeMs, dryRun });
  const stored = await readStoredHashes(database);
  const isKept = (hash: string) => stored.has(hash) && !forgotten.has(hash);
  const artifacts = await sweepFolder(store.artifacts, isKept, options);
  const uploads = await sweepFolder(store.uploads, (hash) => files.has(hash), options);
  const leftovers = await sweepLeftovers(store.draftFolder, options);
  return {
    dryRun,
    artifacts: { removed: artifacts.removed, kept: artifacts.kept },
    uploads: { removed: uploads.removed, kept: uploads.kept },
    leftovers,
    freedBytes: artifacts.freedBytes + uploads.freedBytes,
  };
}

async function sweepFolder(root: string, isKept: (hash: string) => boolean, { minAgeMs, dryRun }: GcOptions) {
  let [removed, kept, freedBytes] = [0, 0, 0];
  for (const shelf of await list(root)) {
    if (shelf.startsWith('.')) continue;
    for (const hash of await list(join(root, shelf))) {
      const path = join(root, shelf, hash);
      if (isKept(hash) || !(await isOlder(path, minAgeMs))) {
        kept += 1;
        continue;
      }
      freedBytes += await sizeOf(path);
      removed += 1;
      if (!dryRun) await rm(path, { recursive: true, force: true });
    }
  }
  return { removed, kept, freedBytes };
}

/** Drafts of processes that were killed. */
async function sweepLeftovers(folder: string, { minAgeMs, dryRun }: GcOptions): Promise<number> {
  let removed = 0;
  for (const name of await list(folder)) {
    const path = join(folder, name);
    if (!(await isOlder(path, minAgeMs))) continue;
    removed += 1;
    if (!dryRun) await rm(path, { recursive: true, force: true });
  }
  return removed;
}

const list = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function isOlder(path: string, ageMs: number): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && stats.mtimeMs <= Date.now() - ageMs;
}

async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path);
  return stats.isDirectory() ? (await hashFolder(path)).sizeBytes : stats.size;
}

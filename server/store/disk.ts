import { type FileHandle, open, rename, statfs, writeFile } from 'node:fs/promises';
import { AppError } from '../errors';

/** The few disk operations that publishing rests on; a test passes ones that fail. */
export interface Disk {
  writeFile(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Forces a file's or a folder's content to the device. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  freeBytes(folder: string): Promise<number>;
}

export const realDisk: Disk = {
  writeFile: (path, bytes) => writeFile(path, bytes),
  async sync(path) {
    let handle: FileHandle | undefined;
    try {
      handle = await open(path, 'r');
      await handle.sync();
    } catch (error) {
      // Windows refuses to open folders; there the rename itself is what there is.
      if (process.platform !== 'win32') throw error;
    } finally {
      await handle?.close();
    }
  },
  rename,
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** True for a full disk or quota, also when an engine says so in its own words. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return true;
  return error instanceof Error && /no space left on device|disk quota exceeded/i.test(error.message);
}

/** A full disk in words: how much is missing, where, and what to do. */
export async function diskFull(disk: Disk, folder: string, wantedBytes: number, cause: unknown): Promise<AppError> {
  const freeBytes = await disk.freeBytes(folder).catch(() => 0);
  const missingBytes = Math.max(wantedBytes - freeBytes, 1);
  return new AppError({
    code: 'disk_full',
    blame: 'environment',
    message: `The disk is full: at least ${formatBytes(missingBytes)} are missing to write ${formatBytes(wantedBytes)}. Nothing half-written was kept.`,
    place: { folder },
    hint: 'Free some space, or remove what is no longer needed with `npm run sluice -- gc`, then run again.',
    cause,
  });
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

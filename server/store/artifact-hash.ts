import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface FolderDigest {
  readonly hash: string;
  readonly sizeBytes: number;
  readonly files: readonly string[];
}

/** SHA-256 of a flat folder: of the list of its files' names and SHA-256, by name. */
export async function hashFolder(folder: string): Promise<FolderDigest> {
  const files = (await readdir(folder)).sort();
  const whole = createHash('sha256');
  let sizeBytes = 0;
  for (const file of files) {
    const path = join(folder, file);
    sizeBytes += (await stat(path)).size;
    whole.update(`${file}\0${await hashFile(path)}\n`);
  }
  return { hash: whole.digest('hex'), sizeBytes, files };
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Changes when somebody touched a file of the folder. */
export async function folderFingerprint(folder: string): Promise<string> {
  const files = (await readdir(folder)).sort();
  const stats = await Promise.all(files.map((file) => stat(join(folder, file))));
  return files
    .map((file, index) => `${file}:${stats[index]!.size}:${stats[index]!.mtimeMs}:${stats[index]!.ino}`)
    .join('|');
}

import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { StageFailure } from '../kernel';

/**
 * Puts a finished file into the folder of exports under its path: beside its place first, then by one rename, so that
 * nobody reads half of it. Folders on the way are made; a link that leads out of the folder is refused.
 */
export async function putFile(source: string, folder: string, path: string): Promise<{ sizeBytes: number }> {
  await mkdir(folder, { recursive: true });
  const root = await realpath(folder);
  const parent = await safeParent(root, path);
  const target = join(parent, basename(path));
  if ((await stat(target).catch(() => undefined))?.isDirectory())
    throw new StageFailure(`exports/${path} is a folder.`, { kind: 'data', hint: 'Name another file.' });
  const draft = join(parent, `.${randomUUID()}`);
  try {
    await copyFile(source, draft);
    const file = await open(draft, 'r+');
    await file.sync();
    await file.close();
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
  return { sizeBytes: (await stat(target)).size };
}

/** Makes the folders one by one: each must be a folder, and lie where its name says. */
async function safeParent(root: string, path: string): Promise<string> {
  let at = root;
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part);
    await mkdir(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const real = await realpath(at).catch(() => '');
    const isFolder = (await stat(at).catch(() => undefined))?.isDirectory() === true;
    if (!isFolder || (real !== root && !real.startsWith(root + sep)))
      throw new StageFailure(`exports/${path} leads out of the folder of exports, or through a file.`, {
        kind: 'data',
        hint: 'Name another folder.',
      });
  }
  return at;
}

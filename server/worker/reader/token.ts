import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homeFolders } from '@/server/env';

/** The secret between the web process and the reader; made by whoever asks first. */
export async function readerToken(home: string): Promise<string> {
  const { secrets } = homeFolders(home);
  const path = join(secrets, 'reader-token');
  try {
    return await readFile(path, 'utf8');
  } catch {
    await mkdir(secrets, { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    // A link fails when the name is taken: of two that come first, one wins and both read its token.
    await link(draft, path).catch(() => {});
    await rm(draft, { force: true });
    return readFile(path, 'utf8');
  }
}

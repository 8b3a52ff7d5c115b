import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageCheckpoint } from '@/nodes/kernel/define-run';
import { checkpointFolderOf, type StageWork } from './stage-work';

type Work = Pick<StageWork, 'home' | 'computationId' | 'attempt'>;

/**
 * Bytes that outlive the process of a computation, by name: another attempt finds them, whichever worker it is. A
 * computation's id is the key of its content, so they cannot be of other data or settings.
 */
export function checkpointOf(work: Work, name: string): StageCheckpoint {
  const folder = checkpointFolderOf(work.home, work.computationId);
  const path = join(folder, name);
  return {
    load: () => readFile(path).catch(absent),
    // Renamed into place, so that a process that dies while it writes leaves what was there.
    async save(bytes) {
      const draft = `${path}.${work.attempt}.draft`;
      await mkdir(folder, { recursive: true });
      await writeFile(draft, bytes);
      await rename(draft, path);
    },
  };
}

export const removeCheckpoints = (work: Work): Promise<void> =>
  rm(checkpointFolderOf(work.home, work.computationId), { recursive: true, force: true });

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

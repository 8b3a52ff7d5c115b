import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors';
import { isAlive, startMark } from './process-identity';

/** Does something while no other process does something under the same lock file; takes over from a dead holder. */
export async function withLock<T>(file: string, timeoutMs: number, perform: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const giveUpAt = Date.now() + timeoutMs;
  while (!tryLock(file)) {
    if (Date.now() > giveUpAt) {
      throw new AppError({
        code: 'locked',
        blame: 'environment',
        message: `Another process has held a lock of Sluice for more than ${Math.round(timeoutMs / 1000)} seconds.`,
        place: { file, process: readFileSync(file, 'utf8').split(' ')[0] ?? '' },
        hint: 'End that process, or remove the file when it is not one of Sluice.',
      });
    }
    await sleep(20);
  }
  try {
    return await perform();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file: string): boolean {
  const mine = `${process.pid} ${startMark(process.pid)}`;
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const holder = read(file);
  if (holder !== undefined && holder !== '' && !isHeld(holder)) breakLock(file, holder);
  return false;
}

function isHeld(content: string): boolean {
  const [pid, mark] = content.split(' ');
  return isAlive(Number(pid)) && startMark(Number(pid)) === mark;
}

/** Renaming first makes one of several waiters the one who breaks it; a lock taken in between is given back. */
function breakLock(file: string, deadHolder: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) === deadHolder) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startMark } from '../process-identity';

let taken = 0;

/** Notes that this process uses the embedded Postgres of a home: the last one to leave stops it. */
export function takeLease(home: string): { release(): void } {
  const folder = leaseFolder(home);
  mkdirSync(folder, { recursive: true });
  taken += 1;
  const file = join(folder, `${process.pid}-${taken}`);
  writeFileSync(file, startMark(process.pid));
  return { release: () => rmSync(file, { force: true }) };
}

/** True while any living process holds a lease. Leases of the dead are cleared away. */
export function isLeased(home: string): boolean {
  let isInUse = false;
  for (const name of leaseNames(home)) {
    const file = join(leaseFolder(home), name);
    const pid = Number.parseInt(name, 10);
    if (isAlive(pid) && startMark(pid) === readMark(file)) isInUse = true;
    else rmSync(file, { force: true });
  }
  return isInUse;
}

function leaseFolder(home: string): string {
  return join(home, 'postgres-users');
}

function leaseNames(home: string): string[] {
  try {
    return readdirSync(leaseFolder(home));
  } catch {
    return [];
  }
}

function readMark(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors';
import { withLock } from './folder-lock';
import { isAlive, startMark } from './process-identity';

/** What a running Sluice tells of itself in SLUICE_HOME/running.json. */
export interface RunningInstance {
  readonly pid: number;
  readonly startMark: string;
  readonly address: string;
  readonly gatewayAddress: string;
}

/** Makes this process the one Sluice of its home, or throws `already_running` with the address of the other. */
export async function claimHome(home: string, addresses: { address: string; gatewayAddress: string }): Promise<void> {
  await withLock(join(home, 'running.lock'), 5_000, async () => {
    refuseSecond(home);
    const mine: RunningInstance = { pid: process.pid, startMark: startMark(process.pid), ...addresses };
    writeFileSync(join(home, 'running.json'), `${JSON.stringify(mine, null, 2)}\n`);
  });
  process.once('exit', () => rmSync(join(home, 'running.json'), { force: true }));
}

/** Throws when a Sluice runs on this home already. */
export function refuseSecond(home: string): void {
  const other = findRunning(home);
  if (other === undefined) return;
  throw new AppError({
    code: 'already_running',
    blame: 'environment',
    message: `Sluice already runs here, at ${other.address}`,
    place: { process: other.pid, folder: home },
    hint: `Open that address; or stop it with: kill ${other.pid}; or set SLUICE_HOME and PORT for a second one.`,
  });
}

/** The Sluice that runs on a home, if any; what a killed one left behind does not count. */
export function findRunning(home: string): RunningInstance | undefined {
  try {
    const noted: RunningInstance = JSON.parse(readFileSync(join(home, 'running.json'), 'utf8'));
    return isAlive(noted.pid) && startMark(noted.pid) === noted.startMark ? noted : undefined;
  } catch {
    return undefined;
  }
}

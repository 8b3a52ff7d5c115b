import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../errors';
import { commandLine, isAlive } from '../process-identity';
import type { PostgresBinaries } from './binaries';
import { explainFailure } from './explain-failure';
import type { OperatingUser } from './operating-user';

/** A running Postgres server. It outlives the process that started it, so it is known by its number, not as a child. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export interface LaunchOptions {
  readonly binaries: PostgresBinaries;
  readonly user: OperatingUser;
  readonly dataFolder: string;
  readonly port: number;
  readonly logFile: string;
  /** Settings beyond the stock configuration, as `name=value`. */
  readonly settings: readonly string[];
}

const logLimitBytes = 10_000_000;

/** Starts a server on an initialised folder and waits until it answers. */
export async function launchPostmaster(options: LaunchOptions): Promise<Postmaster> {
  const { binaries, user, dataFolder, port, logFile } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) rmSync(logFile);
  const log = openSync(logFile, 'a');
  const logStart = statSync(logFile).size;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...options.settings,
  ];
  const child = spawn(
    binaries.postgres,
    ['-D', dataFolder, '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    {
      ...user.ids,
      cwd: '/',
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C in the terminal must reach the worker before the database goes.
      detached: true,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  closeSync(log);
  let failure: string | undefined;
  const onError = (error: Error) => {
    failure = error.message;
  };
  const onExit = () => {
    failure ??= readFileSync(logFile, 'utf8').slice(logStart);
  };
  child.once('error', onError).once('exit', onExit).unref();
  while (failure === undefined) {
    const state = readPidFile(dataFolder);
    if (state?.pid === child.pid && state?.isReady) {
      child.off('exit', onExit);
      return { pid: state.pid, port };
    }
    await sleep(10);
  }
  throw explainFailure(failure, { folder: dataFolder, log: logFile });
}

/** Ends a server: open transactions are rolled back, what was committed is written. */
export async function stopPostmaster(
  { pid }: Postmaster,
  dataFolder: string,
  binaries: PostgresBinaries,
): Promise<void> {
  signalPostmaster(pid, 'SIGINT', dataFolder, binaries);
  if (await hasGone(pid, 10_000)) return;
  signalPostmaster(pid, 'SIGQUIT', dataFolder, binaries);
  if (await hasGone(pid, 5_000)) return;
  throw new AppError({
    code: 'postgres_does_not_stop',
    blame: 'environment',
    message: 'The embedded Postgres does not stop.',
    place: { process: pid, folder: dataFolder },
    hint: `End it by hand: kill -QUIT ${pid}`,
  });
}

/** Asks a server to end without waiting; for use while the process exits. */
export function signalPostmaster(
  pid: number,
  signal: 'SIGINT' | 'SIGQUIT',
  dataFolder: string,
  binaries: PostgresBinaries,
): void {
  if (process.platform === 'win32') {
    // Windows knows no such signals: process.kill would tear it down.
    spawnSync(binaries.pgCtl, ['stop', '-D', dataFolder, '-m', signal === 'SIGINT' ? 'fast' : 'immediate', '-W']);
    return;
  }
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
}

async function hasGone(pid: number, timeoutMs: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + timeoutMs; Date.now() < giveUpAt; await sleep(10)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

interface PidFile extends Postmaster {
  readonly isReady: boolean;
}

/** What postmaster.pid says; it may be older than the last crash. */
export function readPidFile(dataFolder: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    // Empty while it is being written; negative for the server of one user that makes the folder.
    if (!(pid > 0)) return undefined;
    return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * The server that holds a data folder according to postmaster.pid. When the number there belongs to some other
 * process by now, Postgres would refuse to start, so the file is removed.
 */
export function findPostmaster(dataFolder: string): Postmaster | undefined {
  const noted = readPidFile(dataFolder);
  if (noted === undefined || !isAlive(noted.pid)) return undefined;
  const command = commandLine(noted.pid);
  if (command === '' || (command.includes('postgres') && command.includes(dataFolder))) return noted;
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
  return undefined;
}

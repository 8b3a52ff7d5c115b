import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '../../db/client';
import { homeFolders } from '../../env';
import { AppError } from '../../errors';
import { withLock } from '../folder-lock';
import { freePort } from '../port';
import { type PostgresBinaries, prepareBinaries } from './binaries';
import { isPortTaken, isStillLeaving } from './explain-failure';
import { findPostgresFolders, makeHome } from './folders';
import { holdsDatabase, initialiseDatabase, resetPassword } from './initialise';
import { isLeased, takeLease } from './leases';
import { createPassword, readPassword } from './password';
import { findPostmaster, launchPostmaster, type Postmaster, signalPostmaster, stopPostmaster } from './postmaster';

/** `durable` for people's work; `disposable` gives up safety against a power cut for speed, for tests. */
export type Durability = 'durable' | 'disposable';

export interface EmbeddedOptions {
  readonly home: string;
  readonly durability?: Durability;
  /** The port to use if it must be started; a free one unless told. */
  readonly port?: number;
}

export interface EmbeddedPostgres {
  /** Of the database `sluice`, as superuser. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when it ran already. */
  readonly isAdopted: boolean;
  readonly dataFolder: string;
  /** Gives it up; the server ends when no other process uses it. */
  stop(): Promise<void>;
}

const lockTimeoutMs = 60_000;
const disposableSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Starts the embedded Postgres of a home, or joins the one that runs. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { home } = options;
  makeHome(home);
  const lockFile = join(home, 'postgres.lock');
  return withLock(lockFile, lockTimeoutMs, async () => {
    const lease = takeLease(home);
    try {
      const server = await findOrLaunch(options);
      const { dataFolder, binaries } = server;
      // Not necessarily the one that was found: another process may have started it again since.
      const unusedPostmaster = () => (isLeased(home) ? undefined : findPostmaster(dataFolder));
      const stopAtExit = () => {
        lease.release();
        const unused = unusedPostmaster();
        if (unused !== undefined) signalPostmaster(unused.pid, 'SIGINT', dataFolder, binaries);
      };
      process.once('exit', stopAtExit);
      const stop = async () => {
        process.off('exit', stopAtExit);
        await withLock(lockFile, lockTimeoutMs, async () => {
          lease.release();
          const unused = unusedPostmaster();
          if (unused !== undefined) await stopPostmaster(unused, dataFolder, binaries);
        });
      };
      const { pid, port, isAdopted } = server;
      return { url: databaseUrl(port, server.password, 'sluice'), port, pid, isAdopted, dataFolder, stop };
    } catch (error) {
      lease.release();
      throw error;
    }
  });
}

interface FoundServer extends Postmaster {
  readonly isAdopted: boolean;
  readonly password: string;
  readonly dataFolder: string;
  readonly binaries: PostgresBinaries;
}

async function findOrLaunch({ home, durability = 'durable', port }: EmbeddedOptions): Promise<FoundServer> {
  const folders = findPostgresFolders(home);
  const { user, data: dataFolder } = folders;
  const binaries = prepareBinaries(user, folders.staging);
  const isInitialised = holdsDatabase(dataFolder, binaries.majorVersion);
  let password = readPassword(home);
  if (isInitialised && password !== undefined) {
    const running = await adopt(dataFolder, password);
    if (running !== undefined) return { ...running, isAdopted: true, password, dataFolder, binaries };
  }
  if (!isInitialised) {
    password = createPassword(home);
    initialiseDatabase({ binaries, user, dataFolder, password, isDurable: durability === 'durable' });
  } else if (password === undefined) {
    const running = findPostmaster(dataFolder);
    if (running !== undefined) await stopPostmaster(running, dataFolder, binaries);
    password = createPassword(home);
    resetPassword(binaries, user, dataFolder, password);
  }
  const { logs } = homeFolders(home);
  mkdirSync(logs, { recursive: true });
  const launched = await launchPatiently(port, (chosenPort) =>
    launchPostmaster({
      binaries,
      user,
      dataFolder,
      port: chosenPort,
      logFile: join(logs, 'postgres.log'),
      settings: durability === 'disposable' ? disposableSettings : [],
    }),
  );
  if (password === undefined) throw new Error('unreachable: a database without a password');
  if (!isInitialised) await createDatabase(launched.port, password);
  return { ...launched, isAdopted: false, password, dataFolder, binaries };
}

/** A free port may be taken before Postgres binds it, and a killed server takes a moment to leave. */
async function launchPatiently(port: number | undefined, launch: (port: number) => Promise<Postmaster>) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(port !== undefined && attempt === 1 ? port : await freePort());
    } catch (error) {
      const isWorthAnother = error instanceof AppError && (isPortTaken(error) || isStillLeaving(error));
      if (!isWorthAnother || attempt === 20) throw error;
      await sleep(250);
    }
  }
}

/** Joins the server that runs on this folder, waiting while it recovers or shuts down. */
async function adopt(dataFolder: string, password: string): Promise<Postmaster | undefined> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    const running = findPostmaster(dataFolder);
    if (running === undefined) return undefined;
    if ((await servedFolder(running.port, password)) === realpathSync(dataFolder)) return running;
    if (Date.now() > giveUpAt) {
      throw new AppError({
        code: 'postgres_not_answering',
        blame: 'environment',
        message: 'An embedded Postgres already runs on this folder but does not answer.',
        place: { process: running.pid, folder: dataFolder },
        hint: `End it and start again: kill -INT ${running.pid}`,
      });
    }
    await sleep(100);
  }
}

async function servedFolder(port: number, password: string): Promise<string | undefined> {
  const client = openSql(databaseUrl(port, password, 'postgres'), { maxConnections: 1 });
  try {
    const [row] = await client<{ folder: string }[]>`select current_setting('data_directory') as folder`;
    return row && realpathSync(row.folder);
  } catch {
    return undefined;
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = openSql(databaseUrl(port, password, 'postgres'), { maxConnections: 1 });
  try {
    await client`create database sluice`;
  } finally {
    await client.end({ timeout: 1 });
  }
}

function databaseUrl(port: number, password: string, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

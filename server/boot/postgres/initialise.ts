import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../errors';
import type { PostgresBinaries } from './binaries';
import { explainFailure } from './explain-failure';
import type { OperatingUser } from './operating-user';

/** True when the folder holds a database. Throws when another major version of Postgres wrote it; touches nothing. */
export function holdsDatabase(dataFolder: string, majorVersion: number): boolean {
  const versionFile = join(dataFolder, 'PG_VERSION');
  if (!existsSync(versionFile)) return false;
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found === String(majorVersion)) return true;
  throw new AppError({
    code: 'postgres_version_mismatch',
    blame: 'environment',
    message: `The database folder was written by Postgres ${found}, and this Sluice carries Postgres ${majorVersion}. Nothing in it was changed.`,
    place: { folder: dataFolder },
    hint: `Start the Sluice that wrote it; or begin anew by moving the folder aside, or with SLUICE_HOME set to a new folder; or point DATABASE_URL at a Postgres ${found} that serves it.`,
  });
}

export interface Initialisation {
  readonly binaries: PostgresBinaries;
  readonly user: OperatingUser;
  readonly dataFolder: string;
  readonly password: string;
  /** Wait until everything is on the disk; tests do without. */
  readonly isDurable: boolean;
}

/** Makes a new database folder: whole, or not at all. */
export function initialiseDatabase({ binaries, user, dataFolder, password, isDurable }: Initialisation): void {
  const unfinished = `${dataFolder}.unfinished`;
  const passwordFile = `${dataFolder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  rmSync(passwordFile, { force: true });
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user.ids.uid !== undefined && user.ids.gid !== undefined) {
      chownSync(unfinished, user.ids.uid, user.ids.gid);
      chownSync(passwordFile, user.ids.uid, user.ids.gid);
    }
    const outcome = runInitdb(binaries, user, [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Postgres' own locale: the operating system may have none but C.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      ...(isDurable ? [] : ['--no-sync']),
    ]);
    if (outcome.status !== 0) {
      throw explainFailure(`${outcome.error?.message ?? ''}${outcome.stderr}${outcome.stdout}`, { folder: dataFolder });
    }
    chmodSync(unfinished, 0o700);
    if (existsSync(dataFolder)) rmSync(dataFolder, { recursive: true }); // Empty: it holds no PG_VERSION.
    renameSync(unfinished, dataFolder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function runInitdb(binaries: PostgresBinaries, user: OperatingUser, args: string[]): SpawnSyncReturns<string> {
  return spawnSync(binaries.initdb, args, {
    ...user.ids,
    cwd: '/',
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
}

/** Sets the superuser's password without knowing the old one; the server must not run. */
export function resetPassword(
  binaries: PostgresBinaries,
  user: OperatingUser,
  dataFolder: string,
  password: string,
): void {
  const outcome = spawnSync(binaries.postgres, ['--single', '-D', dataFolder, 'postgres'], {
    ...user.ids,
    cwd: '/',
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    input: `alter role postgres password '${password}'\n`,
  });
  if (outcome.status !== 0) {
    throw explainFailure(`${outcome.error?.message ?? ''}${outcome.stderr}`, { folder: dataFolder });
  }
}

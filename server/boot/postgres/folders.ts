import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../errors';
import { chooseOperatingUser, type OperatingUser } from './operating-user';

/** Where the database lives, and as whom. */
export interface PostgresFolders {
  readonly data: string;
  readonly user: OperatingUser;
  /** A folder beside the data where binaries may be copied to; made when asked for. */
  staging(): string;
}

/**
 * The data is in SLUICE_HOME/postgres. Only when root starts Sluice below a folder closed to others, such as /root,
 * is it elsewhere: there the user that Postgres runs as could not reach it.
 */
export function findPostgresFolders(home: string): PostgresFolders {
  makeHome(home);
  const usual = join(home, 'postgres');
  const user = chooseOperatingUser(usual);
  if (user.canReach(home)) {
    return { data: usual, user, staging: () => makeFolder(join(home, 'postgres-binaries'), 0o755) };
  }
  const staging = stagingFolder(home);
  const data = join(staging, 'data');
  return { data, user: chooseOperatingUser(data), staging: () => staging };
}

/** Makes SLUICE_HOME: others may pass through it (Postgres runs as nobody under root) but not list it. */
export function makeHome(home: string): void {
  if (existsSync(home)) return;
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o711);
}

function makeFolder(folder: string, mode: number): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
  return folder;
}

// /var/tmp is the fallback only: some systems clean it by age.
const stagingParents = ['/var/lib', '/var/tmp'];

function stagingFolder(home: string): string {
  const names = stagingParents.map((parent) => join(parent, `sluice-${homeId(home)}`));
  const existing = names.find((name) => existsSync(name));
  if (existing !== undefined) return checkOwnership(existing);
  for (const name of names) {
    try {
      mkdirSync(name);
      chmodSync(name, 0o711);
      return checkOwnership(name);
    } catch {
      // The next one, then.
    }
  }
  throw new AppError({
    code: 'no_place_for_the_database',
    blame: 'environment',
    message: `Root starts Sluice below a closed folder, and no place outside of it can be written: ${names.join(', ')}.`,
    place: { folder: home },
    hint: 'Set SLUICE_HOME to a folder that other users may pass through, or start Sluice as an ordinary user.',
  });
}

/** A random name kept in SLUICE_HOME: a new home never finds the data of one that was deleted. */
function homeId(home: string): string {
  const file = join(home, 'id');
  if (!existsSync(file)) writeFileSync(file, randomBytes(8).toString('hex'));
  return readFileSync(file, 'utf8').trim();
}

function checkOwnership(folder: string): string {
  const stats = lstatSync(folder);
  if (stats.isDirectory() && stats.uid === process.getuid?.()) return folder;
  throw new AppError({
    code: 'staging_folder_taken',
    blame: 'environment',
    message: 'The folder for the database exists already and belongs to somebody else.',
    place: { folder },
    hint: 'Look at what it is and remove it, or set SLUICE_HOME to another folder.',
  });
}

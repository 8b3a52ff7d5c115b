import { existsSync, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../errors';

/** The system user that Postgres runs as. */
export interface OperatingUser {
  /** Options for spawn; empty when it is the user we are. */
  readonly ids: { readonly uid?: number; readonly gid?: number };
  /** True when every folder on the way to `path` lets this user through. */
  canReach(path: string): boolean;
}

/**
 * Postgres refuses to run as root. Then it runs as whoever owns the data folder already, or as nobody;
 * anyone else runs it as themselves.
 */
export function chooseOperatingUser(dataFolder: string): OperatingUser {
  const ownUid = process.getuid?.();
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : undefined;
  if (ownUid === undefined) return { ids: {}, canReach: () => true };
  if (ownUid !== 0) {
    if (owner !== undefined && owner.uid !== ownUid) throw belongsToAnother(dataFolder, owner.uid);
    return { ids: {}, canReach: () => true };
  }
  const ids = owner !== undefined && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody();
  return { ids, canReach: (path) => foldersTo(path).every((folder) => mayPass(statSync(folder), ids)) };
}

function belongsToAnother(folder: string, uid: number): AppError {
  return new AppError({
    code: 'data_folder_of_another_user',
    blame: 'environment',
    message: `The database folder belongs to another system user (uid ${uid}): Sluice was started by root here before.`,
    place: { folder },
    hint: 'Start it as that user again, or set SLUICE_HOME to a folder of your own.',
  });
}

function nobody(): { uid: number; gid: number } {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'nobody') return { uid: Number(uid), gid: Number(gid) };
  }
  throw new AppError({
    code: 'no_unprivileged_user',
    blame: 'environment',
    message: 'Postgres refuses to run as root, and this system has no user `nobody` to run it as.',
    hint: 'Start Sluice as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  });
}

function foldersTo(path: string): string[] {
  const folders: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) folders.push(folder);
    if (folder === dirname(folder)) return folders;
  }
}

function mayPass(stats: Stats, ids: { uid: number; gid: number }): boolean {
  if (stats.uid === ids.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === ids.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeFolders } from '../../env';
import { AppError } from '../../errors';

/** The superuser's password of the embedded Postgres, in a file that only the owner of SLUICE_HOME may read. */
export function readPassword(home: string): string | undefined {
  const file = passwordFile(home);
  if (!existsSync(dirname(file))) return undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new AppError({
      code: 'password_unreadable',
      blame: 'environment',
      message: 'The password of the embedded Postgres cannot be read: another system user started Sluice here before.',
      place: { file },
      hint: 'Start Sluice as that user, or set SLUICE_HOME to a folder of your own.',
      cause,
    });
  }
}

/** Makes a new password and keeps it. */
export function createPassword(home: string): string {
  const file = passwordFile(home);
  mkdirSync(dirname(file), { recursive: true });
  chmodSync(dirname(file), 0o700);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return password;
}

function passwordFile(home: string): string {
  return join(homeFolders(home).secrets, 'postgres-password');
}

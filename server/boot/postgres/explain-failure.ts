import { AppError, type ErrorPlace } from '../../errors';

/** Turns what Postgres or initdb wrote when it gave up into an error that a user can act on. */
export function explainFailure(output: string, place: ErrorPlace): AppError {
  const cause = new Error(output.trim());
  const known = knownFailures.find(({ pattern }) => pattern.test(output));
  if (known !== undefined) {
    return new AppError({
      code: known.code,
      blame: 'environment',
      message: known.message,
      place,
      hint: known.hint,
      cause,
    });
  }
  return new AppError({
    code: 'postgres_failed',
    blame: 'environment',
    message: `The embedded Postgres does not start. It says: ${lastWords(output)}`,
    place,
    hint: 'Its log, logs/postgres.log in SLUICE_HOME, has the details. DATABASE_URL can name another Postgres.',
    cause,
  });
}

/** The port was free a moment ago: choose another. */
export const isPortTaken = (error: AppError) => error.code === 'postgres_port_taken';

/** Backends of a server that was killed are still leaving: wait and try again. */
export const isStillLeaving = (error: AppError) => error.code === 'postgres_still_leaving';

const knownFailures: readonly { pattern: RegExp; code: string; message: string; hint: string }[] = [
  {
    pattern: /No space left on device|Disk quota exceeded|ENOSPC/,
    code: 'disk_full',
    message: 'The disk is full: the database cannot be written.',
    hint: 'Free some space and start again; nothing that was saved is lost.',
  },
  {
    pattern: /could not bind|Address already in use/,
    code: 'postgres_port_taken',
    message: 'No free port was found for the embedded Postgres.',
    hint: 'Start again.',
  },
  {
    pattern: /pre-existing shared memory block|lock file ".*" already exists/,
    code: 'postgres_still_leaving',
    message: 'An earlier Postgres still holds the database folder.',
    hint: 'Wait a few seconds and start again; or end that process.',
  },
  {
    pattern: /could not look up effective user ID/,
    code: 'user_without_name',
    message:
      'The system user that started Sluice has no entry in /etc/passwd, and Postgres needs one to make a database.',
    hint: 'Start Sluice as a user with a name (in a container: add it to /etc/passwd), or set DATABASE_URL.',
  },
  {
    pattern: /Permission denied|Operation not permitted|EACCES|EPERM/,
    code: 'database_folder_closed',
    message: 'The database folder cannot be used by the system user that Postgres runs as.',
    hint: 'Set SLUICE_HOME to a folder of your own.',
  },
];

function lastWords(output: string): string {
  const lines = output.trim().split('\n');
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|error:/.test(line));
  return (telling.length > 0 ? telling : lines).slice(-2).join(' ').trim() || 'nothing.';
}

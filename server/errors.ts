/** Whose doing an error is: it decides retry, log level and HTTP status. */
export type Blame = 'user' | 'environment' | 'bug';

export type LogLevel = 'info' | 'warn' | 'error';

/** Where it happened, in words a user knows: `{ file: 'churn.csv', row: 12 }`, `{ folder: '/…' }`, `{ node: '…' }`. */
export type ErrorPlace = Readonly<Record<string, string | number>>;

export interface AppErrorFields {
  /** Snake case and stable: programs compare it. See {@link httpStatus} for the codes with a status of their own. */
  readonly code: string;
  readonly blame: Blame;
  /** One or two sentences a user understands. */
  readonly message: string;
  readonly place?: ErrorPlace;
  /** The next step. */
  readonly hint?: string;
  /** Kept for the log; never crosses the wire. */
  readonly cause?: unknown;
}

/** What crosses the wire: never the cause, never the stack. */
export interface WireError {
  readonly code: string;
  readonly blame: Blame;
  readonly message: string;
  readonly place?: ErrorPlace;
  readonly hint?: string;
}

/** The one error class: thrown for what happened while doing (diagnostics are for what a person drew). */
export class AppError extends Error {
  readonly code: string;
  readonly blame: Blame;
  readonly place: ErrorPlace | undefined;
  readonly hint: string | undefined;

  constructor(fields: AppErrorFields) {
    super(fields.message, { cause: fields.cause });
    this.name = 'AppError';
    this.code = fields.code;
    this.blame = fields.blame;
    this.place = fields.place;
    this.hint = fields.hint;
  }
}

const userStatuses: Readonly<Record<string, number>> = {
  malformed: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 422,
};

/** What blame decides; a user's code without a status of its own is 422. */
export function consequences(error: AppError): { httpStatus: number; logLevel: LogLevel; retry: boolean } {
  switch (error.blame) {
    case 'user':
      return { httpStatus: userStatuses[error.code] ?? 422, logLevel: 'info', retry: false };
    case 'environment':
      return { httpStatus: 503, logLevel: 'warn', retry: true };
    case 'bug':
      return { httpStatus: 500, logLevel: 'error', retry: false };
  }
}

/** Any thrown value as an AppError: what is not one is a bug, or the environment's when the system says so. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const systemCode = systemErrorCode(thrown);
  const known = systemCode === undefined ? undefined : systemErrors[systemCode];
  if (known !== undefined) return new AppError({ ...known, blame: 'environment', cause: thrown });
  return new AppError({
    code: 'internal',
    blame: 'bug',
    message: 'Something went wrong inside Sluice. The log has the details.',
    cause: thrown,
  });
}

const systemErrors: Readonly<Record<string, { code: string; message: string; hint: string }>> = {
  ENOSPC: { code: 'disk_full', message: 'The disk is full.', hint: 'Free some space, then try again.' },
  EDQUOT: { code: 'disk_full', message: 'The disk quota is used up.', hint: 'Free some space, then try again.' },
  EROFS: { code: 'disk_read_only', message: 'The disk is read-only.', hint: 'Set SLUICE_HOME to a writable folder.' },
  EMFILE: { code: 'too_many_files', message: 'Too many files are open.', hint: 'Raise the limit with `ulimit -n`.' },
};

function systemErrorCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** The part of any thrown value that a browser or a caller may see. */
export function toWire(thrown: unknown): WireError {
  const { code, blame, message, place, hint } = toAppError(thrown);
  return { code, blame, message, ...(place && { place }), ...(hint && { hint }) };
}

/** A few lines for a terminal: message, place, next step. */
export function toTerminal(thrown: unknown): string {
  const error = toAppError(thrown);
  const places = Object.entries(error.place ?? {}).map(([what, where]) => `  ${what}: ${where}`);
  return [error.message, ...places, ...(error.hint ? [`  → ${error.hint}`] : [])].join('\n');
}

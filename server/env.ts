import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors';

/** The folder that holds package.json. Every process of Sluice is started there: tsx and Next need it too. */
export const projectRoot = process.cwd();

const port = z.coerce.number().int().min(0).max(65_535);
const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);

const variables = z.object({
  DATABASE_URL: z.preprocess(blankIsAbsent, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  PORT: z.preprocess(blankIsAbsent, port.default(3000)),
  GATEWAY_PORT: z.preprocess(blankIsAbsent, port.default(4000)),
  READER_PORT: z.preprocess(blankIsAbsent, port.optional()),
  SLUICE_HOME: z.preprocess(blankIsAbsent, z.string().default('.sluice')),
  SLUICE_DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('examples')),
  SLUICE_WORKER_CONCURRENCY: z.preprocess(blankIsAbsent, z.coerce.number().int().min(1).max(256).optional()),
  SLUICE_TIMINGS: z.preprocess(blankIsAbsent, z.stringbool().default(false)),
});

/** What a process may know of its surroundings: read once, typed, folders absolute. */
export interface Env {
  /** A Postgres of the user's own; absent means the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly webPort: number;
  readonly gatewayPort: number;
  /** Where the worker's preview reader listens; chosen by `npm start`. */
  readonly readerPort: number | undefined;
  /** Holds everything Sluice writes; see {@link homeFolders}. */
  readonly home: string;
  /** Sources may name files by path below this folder only. */
  readonly dataDir: string;
  readonly workerConcurrency: number | undefined;
  readonly showTimings: boolean;
}

/** Reads the environment; throws an {@link AppError} that names every variable that does not fit. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = variables.safeParse(source);
  if (!parsed.success) {
    const complaints = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new AppError({
      code: 'environment_invalid',
      blame: 'environment',
      message: `These environment variables do not fit: ${complaints.join('; ')}.`,
      place: { variables: parsed.error.issues.map((issue) => issue.path.join('.')).join(', ') },
      hint: 'Correct or unset them and start again.',
    });
  }
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    host: values.HOST,
    webPort: values.PORT,
    gatewayPort: values.GATEWAY_PORT,
    readerPort: values.READER_PORT,
    home: resolve(/* turbopackIgnore: true */ projectRoot, values.SLUICE_HOME),
    dataDir: resolve(/* turbopackIgnore: true */ projectRoot, values.SLUICE_DATA_DIR),
    workerConcurrency: values.SLUICE_WORKER_CONCURRENCY,
    showTimings: values.SLUICE_TIMINGS,
  };
}

/** The folders below SLUICE_HOME. The database is not always among them: see server/boot/postgres/folders.ts. */
export function homeFolders(home: string) {
  return {
    artifacts: join(home, 'artifacts'),
    uploads: join(home, 'uploads'),
    logs: join(home, 'logs'),
    secrets: join(home, 'secrets'),
    /** What export nodes wrote, for people. */
    exports: join(home, 'exports'),
  };
}

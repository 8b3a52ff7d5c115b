import type { Database } from '../db/client';
import { openDatabase } from '../db/client';
import { type Env, readEnv } from '../env';
import { AppError } from '../errors';
import type { ArtifactStore } from '../store/artifact-store';
import { openStore } from '../store/disk-store';
import type { QueryBinder } from './compile-document';
import { bindByReader } from './reader-client';

/** What every procedure works with; one of each per process. */
export interface Services {
  readonly database: Database;
  readonly store: ArtifactStore;
  readonly env: Env;
  readonly bindQuery: QueryBinder;
}

/** A call: the services, and the HTTP request it came in (absent for callers inside this process). */
export interface CallContext extends Services {
  readonly request?: Request;
}

/** Kept on globalThis: Next bundles each route by itself, and each would open a pool of its own. */
const shared = globalThis as { sluiceServices?: Services };

export function services(): Services {
  shared.sluiceServices ??= openServices(readEnv());
  return shared.sluiceServices;
}

export function openServices(env: Env): Services {
  if (env.databaseUrl === undefined) {
    throw new AppError({
      code: 'database_missing',
      blame: 'environment',
      message: 'The web process was started without a database.',
      hint: 'Start Sluice with `npm start`; it sets DATABASE_URL for all its processes.',
    });
  }
  return {
    database: openDatabase(env.databaseUrl, { applicationName: 'sluice-web' }),
    store: openStore(env.home),
    env,
    bindQuery: bindByReader(env),
  };
}

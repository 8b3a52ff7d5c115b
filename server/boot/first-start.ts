import type { Env } from '../env';

export interface FirstStartContext {
  /** Of the migrated database. */
  readonly databaseUrl: string;
  readonly env: Env;
}

/** Called at each start, after the migrations and before any process serves: fills what a new database lacks. */
export async function firstStart(_context: FirstStartContext): Promise<void> {}

import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import type { OpenedDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { AppError } from '@/server/errors';

/** How long a look at data may take; a run has no such limit. */
export const LOOK_MS = 20_000;

/** Asks on a connection of its own; the signal, or the time being up, interrupts what DuckDB is at. */
export async function askDuckdb<T>(
  duckdb: OpenedDuckdb,
  signal: AbortSignal,
  ask: (connection: ReaderConnection) => Promise<T>,
  mostMs = LOOK_MS,
): Promise<T> {
  const late = AbortSignal.timeout(mostMs);
  const either = AbortSignal.any([signal, late]);
  const connection = await duckdb.connect();
  const interrupt = () => connection.interrupt();
  either.addEventListener('abort', interrupt, { once: true });
  try {
    either.throwIfAborted();
    return await ask(connection);
  } catch (thrown) {
    if (late.aborted && !signal.aborted) throw tooSlow(mostMs, thrown);
    throw thrown;
  } finally {
    either.removeEventListener('abort', interrupt);
    connection.closeSync();
  }
}

const tooSlow = (mostMs: number, cause: unknown): AppError =>
  new AppError({
    code: 'look_too_slow',
    blame: 'user',
    message: `This takes more than ${Math.round(mostMs / 1000)} seconds to compute, which is too long for a look.`,
    hint: 'Run to here: a run has no such limit, and what it makes opens at once.',
    cause,
  });

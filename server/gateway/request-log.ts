import type { Database } from '../db/client';
import { appendRequestErrors, appendRequestRows, type LoggedError, type LoggedRow } from '../db/requests';

export interface RequestLog {
  /** Takes rows to write later; drops them, and counts them, when too many wait. */
  rows(rows: readonly LoggedRow[]): void;
  error(error: LoggedError): void;
  counts(): { readonly waiting: number; readonly written: number; readonly dropped: number };
  /** Writes what waits now. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 250;
const BATCH_ROWS = 2_000;
const MOST_WAITING_ROWS = 100_000;
const MOST_WAITING_ERRORS = 5_000;

/** A log written in batches after the answers. When the database is away rows wait, up to a bound. */
export function openRequestLog(database: Database, report: (message: string) => void): RequestLog {
  const rowsWaiting: LoggedRow[] = [];
  const errorsWaiting: LoggedError[] = [];
  let [written, dropped, inTrouble] = [0, 0, false];
  let writing: Promise<void> | undefined;

  /** Rows leave the queue only when they are in the database. */
  async function writeAll(): Promise<void> {
    while (rowsWaiting.length > 0) {
      const batch = rowsWaiting.slice(0, BATCH_ROWS);
      await appendRequestRows(database, batch);
      rowsWaiting.splice(0, batch.length);
      written += batch.length;
    }
    while (errorsWaiting.length > 0) {
      const batch = errorsWaiting.slice(0, BATCH_ROWS);
      await appendRequestErrors(database, batch);
      errorsWaiting.splice(0, batch.length);
    }
    inTrouble = false;
  }

  function startWriting(): Promise<void> {
    writing ??= writeAll()
      .catch((error: unknown) => {
        if (!inTrouble) report(`The request log cannot be written, it waits: ${String(error)}`);
        inTrouble = true;
      })
      .finally(() => {
        writing = undefined;
      });
    return writing;
  }

  /** What is being written may have begun before the latest rows came. */
  async function flush(): Promise<void> {
    await writing;
    await startWriting();
  }
  const timer = setInterval(() => void startWriting(), EVERY_MS);

  return {
    rows(rows) {
      const room = Math.max(0, MOST_WAITING_ROWS - rowsWaiting.length);
      const taken = rows.length > room ? rows.slice(0, room) : rows;
      dropped += rows.length - taken.length;
      for (const row of taken) rowsWaiting.push(row);
    },
    error(error) {
      if (errorsWaiting.length < MOST_WAITING_ERRORS) errorsWaiting.push(error);
    },
    counts: () => ({ waiting: rowsWaiting.length, written, dropped }),
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}

import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { QueryBinder } from '../api/compile-document';
import type { Services } from '../api/context';
import { storeFile } from '../api/data-folder';
import { ensureDatabase } from '../boot/ensure-database';
import { openDatabase } from '../db/client';
import { findFile } from '../db/files';
import { type Env, readEnv } from '../env';
import { AppError } from '../errors';
import { openStore } from '../store/disk-store';
import { createWorker } from '../worker/create-worker';
import type { BoundFile } from './bind-data';

/** A Sluice inside this process, for one command. */
export interface Session extends Services {
  readonly databaseUrl: string;
  /** Aborts on the first Ctrl-C or SIGTERM; a second one ends the process. */
  readonly signal: AbortSignal;
}

/**
 * Opens the database (the embedded one starts, or is joined while `npm start` runs) and, when stages are to be
 * executed, a worker in this process; closes all of it afterwards.
 */
export async function withSession<T>(options: { worker: boolean }, work: (session: Session) => Promise<T>): Promise<T> {
  const env: Env = readEnv();
  const interrupted = new AbortController();
  const stopListening = onInterrupt(() => interrupted.abort());
  const ready = await ensureDatabase({ env });
  const database = openDatabase(ready.url, { applicationName: 'sluice-cli', maxConnections: 4 });
  try {
    const worker = options.worker
      ? await createWorker({ databaseUrl: ready.url, home: env.home, concurrency: env.workerConcurrency })
      : undefined;
    try {
      return await work({
        databaseUrl: ready.url,
        database,
        store: openStore(env.home),
        env,
        bindQuery: bindInProcess,
        signal: interrupted.signal,
      });
    } finally {
      await worker?.stop();
    }
  } finally {
    await database.close();
    await ready.stop();
    stopListening();
  }
}

/** The engine is loaded when a pipeline has a query in it. */
const bindInProcess: QueryBinder = async (request) => {
  const { bindAlone } = await import('../engine/duckdb/bind-query');
  return bindAlone(request);
};

function onInterrupt(interrupt: () => void): () => void {
  let isSecond = false;
  const listener = () => {
    if (isSecond) process.exit(130);
    isSecond = true;
    interrupt();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

/** Puts bound files into the store, or finds those that only a hash names. */
export async function storeBoundFiles(session: Session, files: readonly BoundFile[]): Promise<void> {
  for (const { node, path, name, hash } of files) {
    const isThere = (await findFile(session.database, hash)) !== undefined && (await session.store.hasFile(hash));
    if (isThere) continue;
    if (path === undefined) throw notUploaded(node, name, hash);
    await storeFile(session, createReadStream(path), basename(name));
  }
}

function notUploaded(node: string, name: string, hash: string): AppError {
  return new AppError({
    code: 'data_missing',
    blame: 'user',
    message: `The pipeline names the data of “${node}” by its content only, and this Sluice does not have it.`,
    place: { source: node, file: name, hash },
    hint: `Say where it is: --data ${node}=PATH`,
  });
}

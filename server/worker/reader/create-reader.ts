import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { contentKey } from '@/nodes/kernel/canonical';
import { openDatabase } from '@/server/db/client';
import { openBinder } from '@/server/engine/duckdb/bind-query';
import { explainFailure } from '@/server/engine/duckdb/explain-failure';
import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { AppError } from '@/server/errors';
import { openStore } from '@/server/store/disk-store';
import { type Answer, AnswerCache } from './answer-cache';
import { answerWith } from './answers';
import { NotMaterialised } from './open-relation';
import { ReaderTables } from './reader-tables';
import { type ReaderPath, requests } from './requests';
import { RowViews } from './row-views';
import { serveReader } from './serve-reader';
import { readerToken } from './token';

export interface ReaderOptions {
  readonly databaseUrl: string;
  readonly home: string;
  /** 0: a free one. */
  readonly port: number;
  readonly memoryLimitBytes?: number;
}

/** Opens tables for people: rows as Arrow, profiles and counts as JSON. Stops a query when its asker is gone. */
export async function createReader(options: ReaderOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const database = openDatabase(options.databaseUrl, { maxConnections: 4, applicationName: 'sluice-reader' });
  const store = openStore(options.home);
  const token = await readerToken(options.home);
  const temporaryFolder = join(store.draftFolder, `reader-${randomUUID()}`);
  const duckdb = await openDuckdb({
    memoryLimitBytes: options.memoryLimitBytes ?? 1e9,
    threads: 2,
    temporaryFolder,
    allowedPaths: [store.artifacts],
  });
  const binder = await openBinder(join(temporaryFolder, 'bind'));
  const tables = new ReaderTables({ database, store, duckdb, folder: join(temporaryFolder, 'tables') });
  const answers = answerWith({ tables, views: new RowViews(tables), binder });
  const cache = new AnswerCache(64e6);

  async function answer(path: ReaderPath, body: unknown, signal: AbortSignal): Promise<Answer> {
    const parsed = requests[path].safeParse(body);
    if (!parsed.success) throw new AppError({ code: 'invalid', blame: 'user', message: z.prettifyError(parsed.error) });
    const key = contentKey({ path, ...parsed.data });
    const known = cache.get(key);
    if (known) return known;
    try {
      const made = await (answers[path] as (asked: unknown, signal: AbortSignal) => Promise<Answer>)(
        parsed.data,
        signal,
      );
      cache.set(key, made);
      return made;
    } catch (thrown) {
      throw thrown instanceof NotMaterialised ? thrown : explainFailure(thrown, key);
    }
  }

  const server = await serveReader({ port: options.port, token, answer });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      duckdb.close();
      binder.close();
      rmSync(temporaryFolder, { recursive: true, force: true });
      await database.close();
    },
  };
}

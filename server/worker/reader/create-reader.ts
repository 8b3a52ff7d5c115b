import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { contentKey } from '@/nodes/kernel/canonical';
import type { BindingRequest } from '@/nodes/kernel/facts';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { isLabelled } from '@/nodes/kernel/rel/rel-columns';
import { openDatabase } from '@/server/db/client';
import { bindQuery, openBinder } from '@/server/engine/duckdb/bind-query';
import { explainFailure } from '@/server/engine/duckdb/explain-failure';
import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { AppError, consequences, toAppError, toWire } from '@/server/errors';
import { countRows } from '@/server/executor/count-ports';
import { openStore } from '@/server/store/disk-store';
import { logProblem } from '../log-problem';
import { type Answer, AnswerCache } from './answer-cache';
import { NotMaterialised, type OpenedRelation, openRelation, type Reading } from './open-relation';
import { type PreviewRequest, readPreview } from './preview';
import { readProfile } from './profile';
import { readerToken } from './token';
import { readValues } from './values';

export interface ReaderOptions {
  readonly databaseUrl: string;
  readonly home: string;
  /** 0: a free one. */
  readonly port: number;
  readonly memoryLimitBytes?: number;
}

const relation = z.custom<Rel>((value) => typeof value === 'object' && value !== null && 'op' in value);
const requests = {
  '/preview': z.object({
    rel: relation,
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(0).max(10_000).default(200),
    part: z.string().optional(),
  }),
  '/profile': z.object({ rel: relation }),
  '/partition-counts': z.object({ rel: relation }),
  '/values': z.object({ rel: relation, column: z.string() }),
  '/bind': z.object({ request: z.custom<BindingRequest>((value) => typeof value === 'object' && value !== null) }),
};
type Path = keyof typeof requests;
type TablePath = Exclude<Path, '/bind'>;
const mostRequestBytes = 16e6;

/** Opens tables for people: previews as Arrow, profiles and counts as JSON. Stops a query when its asker is gone. */
export async function createReader(options: ReaderOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const database = openDatabase(options.databaseUrl, { maxConnections: 4, applicationName: 'sluice-reader' });
  const store = openStore(options.home);
  const token = Buffer.from(`Bearer ${await readerToken(options.home)}`);
  const temporaryFolder = join(store.draftFolder, `reader-${randomUUID()}`);
  const duckdb = await openDuckdb({
    memoryLimitBytes: options.memoryLimitBytes ?? 1e9,
    threads: 2,
    temporaryFolder,
    allowedPaths: [store.artifacts],
  });
  const binder = await openBinder(join(temporaryFolder, 'bind'));
  const cache = new AnswerCache(64e6);

  async function answer(path: Path, body: unknown, signal: AbortSignal): Promise<Answer> {
    const parsed = requests[path].safeParse(body);
    if (!parsed.success) throw new AppError({ code: 'invalid', blame: 'user', message: z.prettifyError(parsed.error) });
    const key = contentKey({ path, ...parsed.data });
    const known = cache.get(key);
    if (known) return known;
    if ('request' in parsed.data) {
      const bound = json(await bindQuery(binder, parsed.data.request));
      cache.set(key, bound);
      return bound;
    }
    const opened = await openRelation(database, store, parsed.data.rel);
    const connection = await duckdb.connect();
    const interrupt = () => connection.interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      signal.throwIfAborted();
      const made = await read(
        path as TablePath,
        { connection },
        opened,
        parsed.data as Partial<PreviewRequest & { column: string }>,
      );
      cache.set(key, made);
      return made;
    } catch (thrown) {
      throw explainFailure(thrown, opened.sql);
    } finally {
      signal.removeEventListener('abort', interrupt);
      connection.closeSync();
    }
  }

  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    void respond(request, response, token, (path, body) => answer(path, body, gone.signal)).catch(() =>
      response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      duckdb.close();
      binder.close();
      await database.close();
    },
  };
}

async function read(
  path: TablePath,
  reading: Reading,
  opened: OpenedRelation,
  request: Partial<PreviewRequest & { column: string }>,
): Promise<Answer> {
  switch (path) {
    case '/preview': {
      const { offset = 0, limit = 0, part } = request;
      const body = await readPreview(reading, opened, { offset, limit, part });
      const headers: Record<string, string> = {};
      if (opened.rowCount !== undefined && part === undefined) headers['x-row-count'] = String(opened.rowCount);
      return { contentType: 'application/vnd.apache.arrow.stream', body, headers };
    }
    case '/profile':
      return json(await readProfile(reading, opened));
    case '/values':
      return json(await readValues(reading, opened, request.column ?? ''));
    case '/partition-counts': {
      const rows = async <T>(sql: string) => (await reading.connection.runAndReadAll(sql)).getRowObjectsJS() as T[];
      return json(await countRows({ rows }, opened.sql, isLabelled(opened.rel)));
    }
  }
}

const json = (value: unknown): Answer => ({
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(value)),
  headers: {},
});

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  token: Buffer,
  answer: (path: Path, body: unknown) => Promise<Answer>,
): Promise<void> {
  const send = (status: number, value: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  try {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== token.length || !timingSafeEqual(given, token)) {
      return send(401, { code: 'unauthorised', message: 'The reader answers only to Sluice itself.' });
    }
    if (request.method !== 'POST' || !Object.hasOwn(requests, request.url ?? '')) {
      return send(404, {
        code: 'not_found',
        message: 'The reader knows /preview, /profile, /partition-counts, /values and /bind.',
      });
    }
    const { contentType, body, headers } = await answer(request.url as Path, await readJson(request));
    response.writeHead(200, { 'content-type': contentType, ...headers }).end(body);
  } catch (thrown) {
    if (response.destroyed) return;
    if (thrown instanceof NotMaterialised) {
      return send(409, {
        code: 'not_materialised',
        message: 'This has not been computed yet.',
        hint: 'Run the pipeline first.',
        keys: thrown.keys,
      });
    }
    const error = toAppError(thrown);
    if (error.blame !== 'user') logProblem('the reader could not answer', thrown);
    send(consequences(error).httpStatus, toWire(error));
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes > mostRequestBytes)
      throw new AppError({ code: 'too_large', blame: 'user', message: 'The request is too large.' });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (cause) {
    throw new AppError({ code: 'malformed', blame: 'user', message: 'The request is not JSON.', cause });
  }
}

import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError, consequences, toAppError, toWire } from '@/server/errors';
import { logProblem } from '../log-problem';
import type { Answer } from './answer-cache';
import { NotMaterialised } from './open-relation';
import { type ReaderPath, requests } from './requests';

const mostRequestBytes = 16e6;

export interface ReaderServing {
  readonly port: number;
  readonly token: string;
  /** The signal is aborted when the asker is gone. */
  answer(path: ReaderPath, body: unknown, signal: AbortSignal): Promise<Answer>;
}

/** The reader's door: this machine only, and only who knows the token. */
export async function serveReader({ port, token, answer }: ReaderServing): Promise<Server> {
  const expected = Buffer.from(`Bearer ${token}`);
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    respond(request, response, expected, (path, body) => answer(path, body, gone.signal)).catch(() =>
      response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  expected: Buffer,
  answer: (path: ReaderPath, body: unknown) => Promise<Answer>,
): Promise<void> {
  const send = (status: number, value: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  try {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return send(401, { code: 'unauthorised', message: 'The reader answers only to Sluice itself.' });
    }
    if (request.method !== 'POST' || !Object.hasOwn(requests, request.url ?? '')) {
      return send(404, { code: 'not_found', message: `The reader knows ${Object.keys(requests).join(', ')}.` });
    }
    const { contentType, body, headers } = await answer(request.url as ReaderPath, await readJson(request));
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

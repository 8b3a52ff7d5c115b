import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Problem, refusal } from './refusal';

export const MOST_BODY_BYTES = 16 * 1024 * 1024;

/** The JSON body of a request. Throws for another media type, for what is too large and for what is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw refusal({
      code: 'unsupported_media_type',
      message: `This endpoint reads JSON, not ${type.split(';')[0]}.`,
      hint: 'Send the header “Content-Type: application/json”.',
    });
  }
  const body = await readBody(request);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw refusal({
      code: 'malformed',
      message: body.length === 0 ? 'The request has no body.' : `The body is not JSON: ${detail}.`,
      hint: 'Send {"rows": [{…}]}. NaN and Infinity are not JSON; leave a missing value out or send null.',
    });
  }
}

/** By events: iterating a request asynchronously costs more than answering it. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const refuse = (problem: Problem) => {
      request.removeAllListeners('data');
      request.pause();
      reject(refusal(problem));
    };
    if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) return refuse(TOO_LARGE);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_BODY_BYTES) refuse(TOO_LARGE);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', () => refuse(INCOMPLETE));
  });
}

const TOO_LARGE: Problem = {
  code: 'too_large',
  message: 'The body is larger than 16 MB.',
  hint: 'Send the rows in several requests.',
};
const INCOMPLETE: Problem = { code: 'malformed', message: 'The request ended before its body was complete.' };

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

export function send(response: ServerResponse, status: number, type: string, body: string): void {
  // What is left of a refused body would otherwise be read as the next request.
  if (!response.req.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Lets pages of this machine call: the IDE's try-it, notebooks. */
export function allowLocalOrigins(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined || !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-headers', 'authorization, content-type, x-api-key');
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  response.setHeader('access-control-max-age', '600');
  response.setHeader('vary', 'origin');
}

import { z } from 'zod';
import { AppError, toWire } from '../errors';
import { gridView } from '../worker/reader/grid-view';
import { answerErrors } from './answer-errors';
import { services } from './context';
import { openPortOf, portRequest } from './open-port-of';
import { askReader } from './reader-client';
import { refuseForeignOrigin } from './request-origin';

const page = z.object({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(5000).default(200),
  view: gridView.prefault({}),
  /** Answer 200 with `{ error }` where a run or a correction has to come first: browsers log every 4xx as a fault. */
  mayBeMissing: z.boolean().default(false),
});

/**
 * Rows of a port as an Arrow IPC stream: the reader's answer, passed on. `x-row-count`: how many the view has, when known;
 * `x-basis`: whether they are a run's or a preview's, as URI-encoded JSON.
 */
export function servePreview(request: Request): Promise<Response> {
  return answerErrors('/api/data/preview', async () => {
    const own = services();
    refuseForeignOrigin(request, own.env);
    const body = await readJson(request);
    const [port, { offset, limit, view, mayBeMissing }] = [parse(portRequest, body), parse(page, body)];
    const answered = await openPortOf(own, port)
      .then(async ({ rel, fits, basis }) => {
        const question = { rel, fits, view, offset, limit };
        return { basis, answer: await askReader(own, { path: '/preview', body: question }, request.signal) };
      })
      .catch((error: unknown) => {
        if (mayBeMissing && error instanceof AppError && error.blame === 'user') return error;
        throw error;
      });
    if (answered instanceof AppError) return Response.json({ error: toWire(answered) });
    const { answer, basis } = answered;
    const rowCount = answer.headers.get('x-row-count');
    return new Response(answer.body, {
      headers: {
        'content-type': 'application/vnd.apache.arrow.stream',
        'cache-control': 'no-store',
        'x-basis': encodeURIComponent(JSON.stringify(basis)),
        ...(rowCount === null ? {} : { 'x-row-count': rowCount }),
      },
    });
  });
}

async function readJson(request: Request): Promise<unknown> {
  return request.json().catch((cause: unknown) => {
    throw new AppError({ code: 'malformed', blame: 'user', message: 'The request is not JSON.', cause });
  });
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError({ code: 'invalid', blame: 'user', message: z.prettifyError(parsed.error), cause: parsed.error });
}

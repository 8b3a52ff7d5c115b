import { AppError } from '../errors';
import type { Question, ReaderPath } from '../worker/reader/requests';
import { readerToken } from '../worker/reader/token';
import type { QueryBinder } from './compile-document';
import type { Services } from './context';

/** A question to the worker's reader, which alone opens tables. */
export type ReaderQuestion = {
  readonly [Path in ReaderPath]: { readonly path: Path; readonly body: Question<Path> };
}[ReaderPath];

/** Binds a person's query where an engine is. */
export const bindByReader =
  (env: Services['env']): QueryBinder =>
  async (request, signal) =>
    (await askReader({ env }, { path: '/bind', body: { request } }, signal)).json();

/** The reader's answer: an Arrow stream for a preview, JSON for the rest. The caller's abort ends the query. */
export async function askReader(
  { env }: Pick<Services, 'env'>,
  { path, body }: ReaderQuestion,
  signal?: AbortSignal,
): Promise<Response> {
  if (env.readerPort === undefined) throw unreachable();
  const response = await fetch(`http://127.0.0.1:${env.readerPort}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await readerToken(env.home)}` },
    body: JSON.stringify(body),
    signal,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw takenBack(cause);
    throw unreachable(cause);
  });
  if (response.ok) return response;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<AppError> {
  const body: unknown = await response.json().catch(() => undefined);
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const blame = response.status >= 500 ? (response.status === 503 ? 'environment' : 'bug') : 'user';
  return new AppError({
    code: text(said.code) ?? 'reader_failed',
    blame,
    message: text(said.message) ?? 'The data could not be read.',
    hint: text(said.hint),
  });
}

/** The caller went on to something else: nobody reads the answer, and nothing is wrong. */
function takenBack(cause: unknown): AppError {
  return new AppError({ code: 'cancelled', blame: 'user', message: 'The question was taken back.', cause });
}

function unreachable(cause?: unknown): AppError {
  return new AppError({
    code: 'reader_unavailable',
    blame: 'environment',
    message: 'The worker that reads data does not answer.',
    hint: 'It may be starting again; try once more in a few seconds.',
    cause,
  });
}

import { readEndpoint } from '../db/endpoint-views';
import { AppError } from '../errors';
import type { Services } from './context';
import { withTemporaryKey } from './temporary-key';

/** The gateway's own answer, whatever its status. */
export interface TriedAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly latencyMs: number;
}

/** Asks the gateway as any caller would, with a key made for this one call. */
export async function tryEndpoint(
  { database, env }: Services,
  slug: string,
  question: { readonly rows: readonly Record<string, unknown>[]; readonly explain: boolean },
  signal?: AbortSignal,
): Promise<TriedAnswer> {
  const endpoint = await readEndpoint(database, slug);
  return withTemporaryKey(database, endpoint.id, 'Try it', async (key) => {
    const startedAt = performance.now();
    const response = await fetch(`http://127.0.0.1:${env.gatewayPort}/endpoints/${slug}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ rows: question.rows, ...(question.explain && { explain: true }) }),
      signal,
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw gatewayDown(cause);
    });
    return { status: response.status, body: await response.json(), latencyMs: performance.now() - startedAt };
  });
}

function gatewayDown(cause: unknown): AppError {
  return new AppError({
    code: 'gateway_unavailable',
    blame: 'environment',
    message: 'The serving gateway does not answer.',
    hint: 'It may be starting again; try once more in a few seconds.',
    cause,
  });
}

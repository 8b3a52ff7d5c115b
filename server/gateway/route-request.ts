import type { IncomingMessage, ServerResponse } from 'node:http';
import { didYouMean } from '@/nodes/kernel/nearest-name';
import type { Served } from './deployments';
import type { EndpointRoute, GatewayParts } from './gateway-parts';
import { allowLocalOrigins, sendJson } from './http';
import { errorAnswer, refusal } from './refusal';
import { docs } from './routes/docs';
import { health, ready } from './routes/health';
import { labels } from './routes/labels';
import { openapi } from './routes/openapi';
import { predict } from './routes/predict';

const ENDPOINT_ROUTES: Readonly<Record<string, { readonly method: 'GET' | 'POST'; readonly route: EndpointRoute }>> = {
  predict: { method: 'POST', route: predict },
  labels: { method: 'POST', route: labels },
  'openapi.json': { method: 'GET', route: openapi },
  docs: { method: 'GET', route: docs },
};

/** Answers one HTTP request; never rejects. */
export async function routeRequest(
  parts: GatewayParts,
  request: IncomingMessage,
  response: ServerResponse,
  isStopping: () => boolean,
  report: (message: string) => void,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://gateway');
  const [, section, slug, action, ...rest] = pathname.split('/').map(decoded);
  let served: Served | undefined;
  try {
    if (section === 'endpoints' && slug !== undefined) served = await parts.deployments.seek(slug);
    allowLocalOrigins(request, response);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (pathname === '/health') {
      requireMethod(request, 'GET');
      health(parts, response);
    } else if (pathname === '/ready') {
      requireMethod(request, 'GET');
      ready(response, isStopping());
    } else {
      await callEndpoint(parts, { request, response, served }, section, slug, rest.length === 0 ? action : undefined);
    }
  } catch (error) {
    const { status, body } = errorAnswer(error);
    if (status >= 500)
      report(`${request.method} ${pathname}: ${String(error instanceof Error ? (error.cause ?? error) : error)}`);
    if (!response.headersSent) sendJson(response, status, body);
    else response.destroy();
    if (section === 'endpoints') {
      parts.log.error({
        endpointId: served?.endpointId ?? null,
        status,
        message: body.error.message,
        createdAt: new Date().toISOString(),
      });
    }
  }
}

async function callEndpoint(
  parts: GatewayParts,
  call: { request: IncomingMessage; response: ServerResponse; served: Served | undefined },
  section: string | undefined,
  slug: string | undefined,
  action: string | undefined,
): Promise<void> {
  const { request, response, served } = call;
  const found = action === undefined ? undefined : Object.hasOwn(ENDPOINT_ROUTES, action) && ENDPOINT_ROUTES[action];
  if (section !== 'endpoints' || !slug || !found) {
    throw refusal({
      code: 'not_found',
      message: `There is nothing at this address: ${request.url}.`,
      hint: 'Predictions are at /endpoints/{slug}/predict, their description at /endpoints/{slug}/docs.',
    });
  }
  if (!served) {
    const slugs = parts.deployments.all().map((endpoint) => endpoint.slug);
    const others =
      slugs.length === 0 ? 'Nothing has been published yet.' : `There are: ${slugs.slice(0, 8).join(', ')}.`;
    throw refusal({
      code: 'not_found',
      message: `There is no endpoint “${slug}”.`,
      hint: didYouMean(slug, slugs) ?? others,
    });
  }
  requireMethod(request, found.method);
  await found.route(parts, { request, response, served });
}

function requireMethod(request: IncomingMessage, method: string): void {
  if (request.method === method || (method === 'GET' && request.method === 'HEAD')) return;
  throw refusal({ code: 'method_not_allowed', message: `This address takes ${method}, not ${request.method}.` });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

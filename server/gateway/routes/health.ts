import type { ServerResponse } from 'node:http';
import type { GatewayParts } from '../gateway-parts';
import { sendJson } from '../http';

/** GET /health: alive, and what it holds. */
export function health({ deployments, log, startedAt }: GatewayParts, response: ServerResponse): void {
  const endpoints = deployments.all().map(({ slug, model, trouble }) => ({
    slug,
    modelVersion: model?.deployment.number ?? null,
    ...(trouble && { trouble }),
  }));
  sendJson(response, 200, {
    status: endpoints.some((endpoint) => 'trouble' in endpoint) ? 'degraded' : 'ok',
    startedAt: startedAt.toISOString(),
    requestLog: log.counts(),
    endpoints,
  });
}

/** GET /ready: takes requests now. A stopping gateway says no, so that a balancer looks elsewhere. */
export function ready(response: ServerResponse, stopping: boolean): void {
  sendJson(response, stopping ? 503 : 200, { ready: !stopping });
}

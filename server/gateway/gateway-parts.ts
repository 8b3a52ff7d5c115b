import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../db/client';
import type { ApiKeyGuard } from './api-key-guard';
import type { Deployments, Served } from './deployments';
import type { RequestLog } from './request-log';

/** What routes work with. */
export interface GatewayParts {
  readonly database: Database;
  readonly deployments: Deployments;
  readonly keys: ApiKeyGuard;
  readonly log: RequestLog;
  readonly startedAt: Date;
}

/** A call to one endpoint. */
export interface EndpointCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly served: Served;
}

export type EndpointRoute = (parts: GatewayParts, call: EndpointCall) => Promise<void> | void;

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '../db/client';
import { AppError } from '../errors';
import { openApiKeyGuard } from './api-key-guard';
import { openDeployments } from './deployments';
import type { GatewayParts } from './gateway-parts';
import type { ArtifactFolder } from './load-model';
import { openRequestLog } from './request-log';
import { routeRequest } from './route-request';

export interface GatewayOptions {
  readonly databaseUrl: string;
  readonly folderOf: ArtifactFolder;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  report(message: string): void;
}

export interface Gateway {
  readonly port: number;
  /** Takes no new requests, gives the answers in progress, writes the log. */
  stop(): Promise<void>;
}

const DRAIN_MS = 10_000;

/** Opens every published model and answers requests for them. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const database = openDatabase(options.databaseUrl, { maxConnections: 4, applicationName: 'sluice-gateway' });
  const { report } = options;
  const parts: GatewayParts = {
    database,
    deployments: await openDeployments(database, options.folderOf, report),
    keys: await openApiKeyGuard(database),
    log: openRequestLog(database, report),
    startedAt: new Date(),
  };
  let stopping = false;
  /** A large batch is logged a little after it was answered. */
  const inProgress = new Set<Promise<void>>();
  const server = createServer({ keepAliveTimeout: 65_000, noDelay: true }, (request, response) => {
    if (stopping) response.setHeader('connection', 'close');
    // A connection that was answering when the stop began is idle only now.
    response.once('close', () => stopping && setImmediate(() => server.closeIdleConnections()));
    const answering = routeRequest(parts, request, response, () => stopping, report);
    inProgress.add(answering);
    void answering.finally(() => inProgress.delete(answering));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, options.port)));
    server.listen(options.port, options.host, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      if (stopping) return;
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(impatience);
      await Promise.all(inProgress);
      await parts.log.stop();
      await Promise.all([parts.keys.stop(), parts.deployments.stop()]);
      await database.close();
    },
  };
}

function listenFailure(error: Error, port: number): AppError {
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  return new AppError({
    code: taken ? 'port_taken' : 'cannot_listen',
    blame: 'environment',
    message: taken ? `Port ${port} is already taken.` : `The gateway cannot listen on port ${port}: ${error.message}.`,
    hint: 'Set GATEWAY_PORT to a free port, or end the process that holds it.',
    cause: error,
  });
}

import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { consequences } from '../errors';
import { services } from './context';
import { appRouter } from './root';
import { appErrorOf } from './trpc';

/** Answers one HTTP request to /api/trpc. */
export function serveTrpc(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    allowMethodOverride: true,
    req: request,
    router: appRouter,
    createContext: () => ({ ...services(), request }),
    onError({ error, path }) {
      const { logLevel } = consequences(appErrorOf(error));
      if (logLevel === 'error') console.error(`[api] ${path ?? ''}`, error.cause ?? error);
    },
  });
}

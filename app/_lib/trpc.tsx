'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { AppRouter } from '@/server/api/root';
import type { WireError } from '@/server/errors';
import { connection } from '../_frame/connection/connection';
import { watchConnection } from './watch-connection';

const context = createTRPCContext<AppRouter>();
/** Options for useQuery, useMutation and useSubscription: `useQuery(useTRPC().pipelines.list.queryOptions())`. */
export const useTRPC = context.useTRPC;
/** The plain client, for code outside components' queries. */
export const useTRPCClient = context.useTRPCClient;

export type TrpcClient = ReturnType<typeof makeTrpcClient>;

/** Subscriptions are server-sent events; edits of a draft go one by one, so that a slow query does not hold them up. */
export function makeTrpcClient() {
  const url = '/api/trpc';
  return createTRPCClient<AppRouter>({
    links: [
      watchConnection,
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: splitLink({
          condition: ({ type }) => type === 'mutation',
          true: httpLink({ url }),
          // A document travels in the input: GET addresses would grow too long.
          false: httpBatchLink({ url, methodOverride: 'POST', maxItems: 20 }),
        }),
      }),
    ],
  });
}

/** What the server said went wrong; undefined when it could not be reached at all. */
export function wireErrorOf(error: unknown): WireError | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  return (error.data as { app?: WireError } | null)?.app;
}

/** The sentence and the next step to show for any failed call. */
export function errorWords(error: unknown): { message: string; hint?: string } {
  const wire = wireErrorOf(error);
  if (wire !== undefined) return { message: wire.message, ...(wire.hint ? { hint: wire.hint } : {}) };
  return { message: 'Sluice does not answer.', hint: 'Is it still running? Start it with npm start.' };
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(makeTrpcClient);
  useEffect(() => recover(queryClient), [queryClient]);
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}

/** What failed while the server was away is asked again once it is back. */
function recover(queryClient: QueryClient): () => void {
  const stop = connection.store.subscribe(({ lostSince }, before) => {
    if (lostSince === undefined && before.lostSince !== undefined) void queryClient.invalidateQueries();
  });
  window.addEventListener('offline', connection.lost);
  window.addEventListener('online', connection.suspect);
  return () => {
    stop();
    window.removeEventListener('offline', connection.lost);
    window.removeEventListener('online', connection.suspect);
  };
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What the user did wrong does not get right by asking again.
        retry: (count, error) => count < 2 && wireErrorOf(error)?.blame !== 'user',
      },
    },
  });
}

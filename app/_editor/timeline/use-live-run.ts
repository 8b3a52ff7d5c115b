'use client';

import { type QueryClient, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import type { RunDetail } from '@/server/db/run-views';

interface Feed {
  readers: number;
  stop: () => void;
}

/** One subscription per run and page, however many panels look at it: a browser allows few streams at once. */
const feeds = new Map<string, Feed>();
const breath = 200;

function follow(runId: string, start: (onChange: () => void) => () => void, onChange: () => void): () => void {
  const known = feeds.get(runId);
  if (known) known.readers += 1;
  else {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const stop = start(() => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        onChange();
      }, breath);
    });
    feeds.set(runId, {
      readers: 1,
      stop: () => {
        clearTimeout(waiting);
        stop();
      },
    });
  }
  return () => {
    const feed = feeds.get(runId);
    if (!feed) return;
    feed.readers -= 1;
    if (feed.readers > 0) return;
    feed.stop();
    feeds.delete(runId);
  };
}

const refresh = (client: QueryClient, queryKey: readonly unknown[]) => {
  client.invalidateQueries({ queryKey }).catch(() => undefined);
};

/** A run as it is now; while it works, as it changes. */
export function useLiveRun(runId: string | null): UseQueryResult<RunDetail> {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const query = useQuery({ ...trpc.runs.get.queryOptions({ runId: runId ?? '' }), enabled: runId !== null });
  const works = query.data?.state === 'running';
  useEffect(() => {
    if (runId === null || !works) return;
    const start = (onChange: () => void) => {
      const subscription = direct.runs.onEvents.subscribe({ runId }, { onData: onChange, onError: onChange });
      return () => subscription.unsubscribe();
    };
    return follow(runId, start, () => {
      refresh(client, trpc.runs.get.queryKey({ runId }));
      refresh(client, trpc.runs.logs.queryKey());
    });
  }, [runId, works, direct, client, trpc]);
  return query as UseQueryResult<RunDetail>;
}

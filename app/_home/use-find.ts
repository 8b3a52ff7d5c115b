'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useTRPC } from '@/app/_lib/trpc';
import type { FoundInPipeline } from '@/server/api/find-in-pipelines';

/** What was found inside pipelines, by their ids. */
export type Hits = ReadonlyMap<string, FoundInPipeline['hits']>;
const none: Hits = new Map();

/** Looks for nodes and columns from two letters on. */
export function useFind(typed: string): { hits: Hits; isLooking: boolean } {
  const trpc = useTRPC();
  const find = useDeferredValue(typed.trim());
  const { data, isFetching } = useQuery({
    ...trpc.home.find.queryOptions({ find }),
    enabled: find.length >= 2,
    staleTime: 5_000,
    // A file may be read, or a draft edited, while the words stand there.
    refetchInterval: 5_000,
  });
  const hits = useMemo(
    () => (data && find.length >= 2 ? new Map(data.map((each) => [each.pipelineId, each.hits])) : none),
    [data, find],
  );
  return { hits, isLooking: isFetching };
}

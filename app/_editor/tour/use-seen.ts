import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useTRPCClient } from '@/app/_lib/trpc';
import type { TableProfile } from '@/server/worker/reader/profile';
import { useAnalysis, useDocument, useEditor, useRuns } from '../editor';
import { observe, type Seen } from './seen';
import { tourStore } from './tour-store';

/** What the coach sees now. */
export function useSeen(): Seen {
  const doc = useDocument((state) => state.doc);
  const nodes = useAnalysis((state) => state.nodes);
  const byNode = useAnalysis((state) => state.byNode);
  const shown = useRuns((state) => state.shown);
  const runs = useRuns((state) => state.list);
  const memory = useStore(tourStore);
  return useMemo(() => observe({ doc, nodes, byNode, shown, runs, memory }), [doc, nodes, byNode, shown, runs, memory]);
}

/** How the columns of the source are spread: what a target is proposed by. */
export function useSourceProfile({ source }: Seen): TableProfile | undefined {
  const editor = useEditor();
  const direct = useTRPCClient();
  const contentKey = useAnalysis(({ nodes }) => source && nodes[source.id]?.outputs[source.port]?.key);
  const { data } = useQuery({
    queryKey: ['coach-profile', contentKey],
    enabled: source !== undefined && contentKey !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) => {
      const { doc: document } = editor.document.getState();
      return direct.data.profile.query({ document, port: `${source?.id}.${source?.port}` }, { signal });
    },
  });
  return data ?? undefined;
}

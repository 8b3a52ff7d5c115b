'use client';

import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTRPCClient, wireErrorOf } from '@/app/_lib/trpc';
import type { GridRow } from '@/app/_ui/data-grid';
import type { TableProfile } from '@/server/worker/reader/profile';
import type { DataPage } from './arrow-page';
import { fetchRows, type PortAsked, pageSize, RowsRefused } from './fetch-rows';

export interface PortRows {
  /** Columns, once the first page is there. */
  readonly columns: DataPage['columns'] | undefined;
  readonly rowCount: number;
  /** All rows are counted; until then `rowCount` is what is here. */
  readonly isCounted: boolean;
  readonly counts: Readonly<Record<string, number>> | undefined;
  readonly profile: TableProfile | undefined;
  readonly getRow: (index: number) => GridRow | undefined;
  readonly onRange: (first: number, last: number) => void;
  readonly isPending: boolean;
  /** A run has to make this first. */
  readonly isMissing: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

const askAgain = 2_000;
const missing = (error: unknown): boolean =>
  (error instanceof RowsRefused ? error.wire.code : wireErrorOf(error)?.code) === 'not_materialised';

/**
 * The rows of a port, fetched page by page as they come into view. Pages are kept by the port's content key: an edit
 * elsewhere fetches nothing. Leaving a port cancels what is under way.
 */
export function usePortRows(asked: PortAsked, contentKey: string, part: string | undefined): PortRows {
  const direct = useTRPCClient();
  const client = useQueryClient();
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const identity = useMemo(
    () => ['rows', asked.port, contentKey, part ?? 'all'] as const,
    [asked.port, contentKey, part],
  );
  const forever = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const;

  const wanted = [...new Set([0, ...pagesBetween(range)])];
  const pages = useQueries({
    queries: wanted.map((index) => ({
      queryKey: [...identity, index],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchRows(asked, { index, ...(part ? { part } : {}) }, signal),
      ...forever,
      refetchInterval: ({ state }: { state: { error: unknown } }) =>
        missing(state.error) ? askAgain : (false as const),
    })),
  });
  const first = pages[0];
  const there = first?.data !== undefined;
  const port = { document: asked.document, parameters: { ...asked.parameters }, port: asked.port };
  const profile = useQuery({
    queryKey: ['profile', asked.port, contentKey],
    queryFn: ({ signal }) => direct.data.profile.query(port, { signal }) as Promise<TableProfile>,
    ...forever,
    enabled: there,
  });
  const isLabelled = first?.data?.rows[0]?.partition !== undefined || part !== undefined;
  const counts = useQuery({
    queryKey: ['partition-counts', asked.port, contentKey],
    queryFn: async ({ signal }) => {
      const { partitionCounts } = await direct.data.partitionCounts.query(port, { signal });
      return (partitionCounts ?? {}) as Readonly<Record<string, number>>;
    },
    ...forever,
    enabled: there && isLabelled,
  });

  const known = profile.data;
  const loaded = pages.map((page) => page.dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loaded` says that a page has come
  const getRow = useCallback(
    (index: number) => {
      const page = client.getQueryData<DataPage>([...identity, Math.floor(index / pageSize)]);
      return page?.rows[index % pageSize];
    },
    [client, identity, loaded],
  );
  const onRange = useCallback((from: number, to: number) => {
    setRange((before) => (before[0] === from && before[1] === to ? before : [from, to]));
  }, []);
  const inPart = part === undefined ? known?.rowCount : (counts.data?.[part] ?? (counts.data ? 0 : undefined));
  return {
    columns: first?.data?.columns,
    rowCount: inPart ?? first?.data?.rows.length ?? 0,
    isCounted: inPart !== undefined,
    counts: counts.data,
    profile: known,
    getRow,
    onRange,
    isPending: first?.isPending ?? true,
    isMissing: missing(first?.error),
    error: there ? undefined : first?.error,
    retry: () => {
      first?.refetch().catch(() => undefined);
    },
  };
}

function pagesBetween([first, last]: readonly [number, number]): number[] {
  const from = Math.floor(first / pageSize);
  const to = Math.floor(last / pageSize);
  return Array.from({ length: Math.min(4, to - from + 1) }, (_, index) => from + index);
}

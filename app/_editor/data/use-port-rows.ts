'use client';

import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTRPCClient, wireErrorOf } from '@/app/_lib/trpc';
import type { GridRow } from '@/app/_ui/data-grid';
import type { DataBasis } from '@/server/api/open-port-of';
import type { WireError } from '@/server/errors';
import type { TableProfile } from '@/server/worker/reader/profile';
import type { ColumnDrift } from '@/server/worker/reader/profile-drift';
import type { DataPage } from './arrow-page';
import { type FetchedPage, fetchRows, type PortAsked, pageSize, RowsRefused, type RowsView } from './fetch-rows';
import { pagesInView } from './pages-in-view';
import { usePortProfile } from './use-port-profile';
import { useSettled } from './use-settled';

export interface PortRows {
  /** Columns, once the first page is there. */
  readonly columns: DataPage['columns'] | undefined;
  /** Rows of the view. */
  readonly rowCount: number;
  /** All rows are counted; until then `rowCount` is what is here. */
  readonly isCounted: boolean;
  /** Rows by part of the split. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  /** Of all rows, or of the part that is shown. */
  readonly profile: TableProfile | undefined;
  readonly drift: readonly ColumnDrift[] | undefined;
  readonly basis: DataBasis | undefined;
  readonly getRow: (index: number) => GridRow | undefined;
  readonly onRange: (first: number, last: number) => void;
  /** Names the rows: what is asked about them goes by it. */
  readonly asked: PortAsked;
  readonly view: RowsView;
  /** These are the rows of before; those of the drawing as it is are on their way. */
  readonly isUpdating: boolean;
  /** A run has to make this first. */
  readonly isMissing: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

export interface RowsWantedOfPort {
  readonly asked: PortAsked;
  readonly contentKey: string;
  readonly view: RowsView;
  /** The run that made them, as far as is known: with it a preview gives way to what the run made. */
  readonly madeBy: string | undefined;
  /** The run to compare columns with. */
  readonly beforeRun: string | undefined;
}

const askAgain = 2_000;
const pagesKeptMs = 60_000;
const wireOf = (error: unknown): WireError | undefined =>
  error instanceof RowsRefused ? error.wire : wireErrorOf(error);
const missing = (error: unknown): boolean => wireOf(error)?.code === 'not_materialised';

/**
 * The rows of a port, fetched page by page as they come into view. Pages are kept by the port's content key: an edit
 * elsewhere fetches nothing, and going back is instant. The next edit, or leaving the port, cancels what is under way.
 */
export function usePortRows(wanted: RowsWantedOfPort): PortRows {
  const direct = useTRPCClient();
  const client = useQueryClient();
  const { port } = wanted.asked;
  const latest = useMemo(
    () => ({ ...wanted, subject: port, key: JSON.stringify([wanted.contentKey, wanted.madeBy, wanted.view]) }),
    [wanted, port],
  );
  const identityOf = useCallback(
    (of: typeof latest) => ['rows', of.subject, of.contentKey, of.madeBy ?? 'unmade', of.view] as const,
    [],
  );
  const { asked, contentKey, view, madeBy, beforeRun, key } = useSettled(
    latest,
    (value) => client.getQueryData([...identityOf(value), 0]) !== undefined,
  );
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names what the identity is made of
  const identity = useMemo(() => ['rows', port, contentKey, madeBy ?? 'unmade', view] as const, [port, key]);
  const forever = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const;

  const pages = useQueries({
    queries: pagesInView(range, pageSize).map((index) => ({
      queryKey: [...identity, index],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchRows(asked, { offset: index * pageSize, limit: pageSize, view }, signal),
      ...forever,
      // A long scroll passes thousands of pages: those out of sight for a while are fetched anew.
      ...(index === 0 ? {} : { gcTime: pagesKeptMs }),
      refetchInterval: ({ state }: { state: { error: unknown } }) =>
        missing(state.error) ? askAgain : (false as const),
    })),
  });
  const first = pages[0];
  const there = first?.data !== undefined;
  const about = { document: asked.document, parameters: { ...asked.parameters }, port, previousRun: asked.previousRun };
  const { part } = view;
  const { profile, drift } = usePortProfile({ asked, contentKey, madeBy, part, beforeRun, isWanted: there });
  const isLabelled = first?.data?.rows[0]?.partition !== undefined || part !== undefined;
  const counts = useQuery({
    queryKey: ['partition-counts', port, contentKey, madeBy],
    queryFn: async ({ signal }) => {
      const { partitionCounts } = await direct.data.partitionCounts.query(about, { signal });
      return (partitionCounts ?? {}) as Readonly<Record<string, number>>;
    },
    ...forever,
    enabled: there && isLabelled,
  });

  const loaded = pages.map((page) => page.dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loaded` says that a page has come
  const getRow = useCallback(
    (index: number) => {
      const page = client.getQueryData<FetchedPage>([...identity, Math.floor(index / pageSize)]);
      return page?.rows[index % pageSize];
    },
    [client, identity, loaded],
  );
  const onRange = useRangeOf(setRange);
  const isWhole = (view.sort?.length ?? 0) === 0 && (view.where?.length ?? 0) === 0;
  const counted = first?.data?.rowCount ?? (isWhole ? profile?.rowCount : undefined);
  const rows: PortRows = {
    columns: first?.data?.columns,
    rowCount: counted ?? first?.data?.rows.length ?? 0,
    isCounted: counted !== undefined,
    counts: counts.data,
    profile,
    drift,
    basis: first?.data?.basis,
    getRow,
    onRange,
    asked,
    view,
    isUpdating: key !== latest.key,
    isMissing: missing(first?.error),
    error: there ? undefined : first?.error,
    retry: () => {
      first?.refetch().catch(() => undefined);
    },
  };
  return useLastRows(rows, there);
}

/** While the next rows are on their way, those of before stay on screen. */
function useLastRows(rows: PortRows, isThere: boolean): PortRows {
  const last = useRef<PortRows>(undefined);
  useEffect(() => {
    if (isThere) last.current = rows;
  });
  const before = last.current;
  const isWaiting = !isThere && !rows.error && before?.asked.port === rows.asked.port;
  return isWaiting && before ? { ...before, onRange: rows.onRange, isUpdating: true } : rows;
}

const SETTLE_MS = 60;

/** Rows in view. Those that rush by, pulled by the scroll bar, are not fetched. */
function useRangeOf(setRange: (range: readonly [number, number]) => void): PortRows['onRange'] {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef<readonly [number, number]>([0, 0]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return useCallback(
    (from: number, to: number) => {
      clearTimeout(waiting.current);
      const [before] = last.current;
      const isFar = Math.abs(from - before) > pageSize;
      const take = () => {
        last.current = [from, to];
        setRange(last.current);
      };
      if (isFar) waiting.current = setTimeout(take, SETTLE_MS);
      else take();
    },
    [setRange],
  );
}

'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_lib/trpc';
import type { RunDetail } from '@/server/db/run-views';

/** A report, model or learned values by content key: immutable, so it is fetched once. */
export function useReport<T>(key: string | undefined): UseQueryResult<T> {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.data.report.queryOptions({ key: key ?? '' }),
    enabled: key !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }) as UseQueryResult<T>;
}

const underWay: ReadonlySet<string> = new Set(['waiting', 'queued', 'running']);

/** What a stage of a run wrote to a port, `node.port`: asked for once the stage has ended, refused or not. */
export function usePortReport<T>(run: RunDetail, id: string): UseQueryResult<T> {
  const port = run.ports[id];
  const stage = run.stages.find((each) => each.id === port?.stage);
  const isWritten = port?.isMaterialised === true || (stage !== undefined && !underWay.has(stage.state));
  return useReport<T>(isWritten ? port?.key : undefined);
}

/** The key of what a node learned in a run: fits have no port, so the run's drawing is compiled again. */
export function useLearnedKey(run: RunDetail, nodeId: string): string | undefined {
  const trpc = useTRPC();
  const analysis = useQuery({
    ...trpc.compile.analyze.queryOptions({ document: run.document, parameters: run.parameters }),
    enabled: run.stages.some((stage) => stage.id === `${nodeId}:fit`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return analysis.data?.spec?.stages.find((stage) => stage.id === `${nodeId}:fit`)?.outputs[0]?.key;
}

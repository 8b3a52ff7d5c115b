'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_lib/trpc';
import type { RunDetail } from '@/server/db/run-views';

/** A snapshot of one file under one set of parse rules, as a run read it. */
export interface DatasetVersion {
  readonly key: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly unparsed: number | null;
  readonly pipelineId: string | null;
  readonly node: string;
  readonly runId: string;
  readonly runNumber: number;
}

const recentRuns = 12;

/** The dataset versions that recent runs read, each once; the catalogue's keys name them. */
export function useDatasetVersions(): { versions: readonly DatasetVersion[]; isPending: boolean } {
  const trpc = useTRPC();
  const list = useQuery(trpc.runs.list.queryOptions({ limit: 60 }));
  const ended = (list.data ?? []).filter((run) => run.state !== 'running').slice(0, recentRuns);
  const runs = useQueries({
    queries: ended.map((run) => ({
      ...trpc.runs.get.queryOptions({ runId: run.id }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const found = new Map<string, DatasetVersion>();
  for (const run of runs) {
    for (const version of versionsOf(run.data as RunDetail | undefined)) {
      if (!found.has(version.key)) found.set(version.key, version);
    }
  }
  return { versions: [...found.values()], isPending: list.isPending || runs.some((run) => run.isPending) };
}

function versionsOf(run: RunDetail | undefined): DatasetVersion[] {
  if (!run) return [];
  return Object.entries(run.document.nodes).flatMap(([node, { type, config }]): DatasetVersion[] => {
    const port = run.ports[`${node}.table`];
    const file = config.file as { name?: string; hash?: string } | undefined;
    if (type !== 'source' || !port?.isMaterialised || !file) return [];
    return [
      {
        key: port.key,
        fileName: file.name ?? node,
        fileHash: file.hash ?? '',
        rows: port.rowCount,
        columns: port.columnCount,
        unparsed: port.unparsedCount,
        pipelineId: run.pipelineId,
        node,
        runId: run.id,
        runNumber: run.number,
      },
    ];
  });
}

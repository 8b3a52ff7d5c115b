'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPCClient } from '@/app/_lib/trpc';
import type { RunTimes } from '@/server/api/runs';
import type { RunDetail } from '@/server/db/run-views';

/** Tries and saved times of a run; read again whenever one of its stages came to an end. */
export function useRunTimes(run: RunDetail): RunTimes | undefined {
  const direct = useTRPCClient();
  const ended = run.stages.reduce((sum, { attempt, endedAt }) => sum + attempt + (endedAt === null ? 0 : 1), 0);
  const { data } = useQuery({
    queryKey: ['run times', run.id, ended],
    queryFn: (): Promise<RunTimes> => direct.runs.times.query({ runId: run.id }),
    placeholderData: keepPreviousData,
  });
  return data;
}

'use client';

import { useEffect, useRef, useState } from 'react';
import { useTRPCClient } from '@/app/_lib/trpc';
import type { RunLogEntry } from '@/server/api/runs';

const page = 2_000;
const none: readonly RunLogEntry[] = [];

/** All that the stages of a run said; `version` changes whenever there may be more. Undefined: not read yet. */
export function useRunLogs(runId: string | null, version: number): readonly RunLogEntry[] | undefined {
  const direct = useTRPCClient();
  const [read, setRead] = useState<{ runId: string; lines: readonly RunLogEntry[] }>();
  const feed = useRef<{ runId: string; lines: readonly RunLogEntry[]; isReading: boolean; isAskedAgain: boolean }>(
    undefined,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that there may be more to read
  useEffect(() => {
    if (runId === null) return;
    if (feed.current?.runId !== runId) feed.current = { runId, lines: none, isReading: false, isAskedAgain: false };
    const own = feed.current;
    own.isAskedAgain = true;
    if (own.isReading) return;
    own.isReading = true;
    void (async () => {
      while (own.isAskedAgain && feed.current === own) {
        own.isAskedAgain = false;
        const more = await direct.runs.allLogs.query({ runId, afterId: own.lines.at(-1)?.id ?? 0 });
        if (more.length > 0) own.lines = [...own.lines, ...more];
        if (more.length >= page) own.isAskedAgain = true;
        if (feed.current === own) setRead({ runId, lines: own.lines });
      }
    })()
      .catch(() => undefined)
      .finally(() => {
        own.isReading = false;
      });
  }, [runId, version, direct]);
  return read?.runId === runId ? read.lines : undefined;
}

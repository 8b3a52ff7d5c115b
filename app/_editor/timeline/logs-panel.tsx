'use client';

import { useQueries } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTRPC } from '@/app/_lib/trpc';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { Segmented } from '@/app/_ui/toggles';
import type { StageLogEntry } from '@/server/api/runs';
import { LogLines, type StageLine } from './log-lines';
import { ProblemNote } from './problem-note';
import { nodeTitle, stageTitle } from './stage-words';
import styles from './timeline.module.css';
import { useLiveRun } from './use-live-run';

export interface LogsPanelProps {
  readonly runId: string | null;
  /** The node whose words can be shown alone. */
  readonly nodeId?: string | null;
}

/** What the stages of a run said, oldest first; new lines are followed while the end is in view. */
export function LogsPanel({ runId, nodeId }: LogsPanelProps) {
  const trpc = useTRPC();
  const run = useLiveRun(runId);
  const [scope, setScope] = useState<'all' | 'node'>('all');
  const own = scope === 'node' && nodeId ? nodeId : null;
  const spoke = (run.data?.stages ?? []).filter(
    // What was reused said its lines in an earlier run: shown only when asked for.
    (stage) => (own === null ? stage.startedAt !== null && stage.state !== 'reused' : stage.nodes.includes(own)),
  );
  const logs = useQueries({
    queries: spoke.map((stage) => trpc.runs.logs.queryOptions({ runId: runId ?? '', stageId: stage.id })),
  });
  const entries = logs.map((log) => log.data as readonly StageLogEntry[] | undefined);
  const lines = useMemo(
    () =>
      entries
        .flatMap((found, index): StageLine[] => {
          const stage = spoke[index];
          if (!stage || !run.data || !found) return [];
          const title = stageTitle(run.data.document, stage);
          return found.map((entry) => ({ ...entry, title }));
        })
        .sort((a, b) => a.id - b.id),
    [entries, spoke, run.data],
  );
  const place = useFollow(lines.length);

  if (runId === null) {
    return (
      <EmptyState icon={ScrollText} title="Nothing was said yet">
        What a run reports while it works stands here, by stage.
      </EmptyState>
    );
  }
  if (run.error) return <ProblemNote error={run.error} onRetry={() => run.refetch()} what="This run" />;
  const waiting = run.isPending || logs.some((log) => log.isPending);
  return (
    <div className={styles.logs}>
      <div className={styles.logBar}>
        {nodeId && run.data ? (
          <Segmented
            label="Whose lines"
            value={scope}
            onChange={setScope}
            options={[
              { value: 'all', label: 'All' },
              { value: 'node', label: nodeTitle(run.data.document, nodeId) },
            ]}
          />
        ) : null}
        <span>
          {lines.length} {lines.length === 1 ? 'line' : 'lines'}
          {run.data?.state === 'running' ? ' · following' : ''}
        </span>
      </div>
      <div className={styles.lines} ref={place}>
        {waiting && lines.length === 0 ? (
          <div style={{ padding: '4px 14px' }}>
            <Skeleton width="60%" height={10} />
          </div>
        ) : lines.length === 0 ? (
          <EmptyState icon={ScrollText} title="No lines">
            {spoke.length === 0
              ? 'Nothing worked in this run: every result was reused.'
              : 'These stages had nothing to report.'}
          </EmptyState>
        ) : (
          <LogLines lines={lines} />
        )}
      </div>
    </div>
  );
}

/** Keeps the end in view when it was in view. */
function useFollow(count: number) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  useEffect(() => {
    const element = place.current;
    if (!element || count === seen.current) return;
    const wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 200;
    if (seen.current === 0 || wasAtEnd) element.scrollTop = element.scrollHeight;
    seen.current = count;
  }, [count]);
  return place;
}

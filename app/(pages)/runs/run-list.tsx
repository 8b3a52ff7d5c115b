'use client';

import { useQuery } from '@tanstack/react-query';
import { Activity } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { runKind, runStateWords } from '@/app/_editor/timeline/stage-words';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { formatDuration } from '@/app/_ui/figures';
import { State } from '@/app/_ui/glyphs';
import { Ago } from '@/app/_ui/moment';
import { Table, type TableColumn } from '@/app/_ui/table';
import { Segmented } from '@/app/_ui/toggles';
import type { RunListEntry } from '@/server/db/run-views';
import styles from './runs.module.css';
import { StageStrip } from './stage-strip';

const columns: readonly TableColumn<RunListEntry>[] = [
  {
    key: 'run',
    header: 'Run',
    width: 150,
    render: (run) => <State kind={runKind(run.state)} words={`${runStateWords(run.state)} · ${run.number}`} />,
  },
  {
    key: 'pipeline',
    header: 'Pipeline',
    render: (run) => (
      <span className={styles.what}>
        {run.pipelineName ?? <span className={styles.muted}>Data import</span>}
        {run.error ? <span title={run.error.message}>{run.error.message}</span> : null}
      </span>
    ),
  },
  {
    key: 'version',
    header: 'Version',
    width: 110,
    optional: true,
    render: (run) =>
      run.pipelineId === null ? null : run.versionNumber === null ? (
        <span className={styles.muted}>draft</span>
      ) : (
        <>
          v{run.versionNumber}
          {run.publish ? <span className={styles.muted}> published</span> : null}
        </>
      ),
  },
  {
    key: 'stages',
    header: 'Stages',
    width: 300,
    optional: true,
    render: (run) => <StageStrip states={run.stageStates} />,
  },
  {
    key: 'duration',
    header: 'Took',
    width: 80,
    align: 'end',
    render: (run) =>
      run.endedAt === null ? '…' : formatDuration(new Date(run.endedAt).getTime() - new Date(run.createdAt).getTime()),
  },
  {
    key: 'started',
    header: 'Started',
    width: 90,
    align: 'end',
    render: (run) => (
      <span className={styles.muted}>
        <Ago at={run.createdAt} suffix />
      </span>
    ),
  },
];

type View = 'all' | 'running' | 'failed';
const page = 50;

/** All runs, newest first. */
export function RunList() {
  const trpc = useTRPC();
  const [limit, setLimit] = useState(page);
  const [find, setFind] = useState('');
  const [view, setView] = useState<View>('all');
  const runs = useQuery({
    ...trpc.runs.list.queryOptions({ limit }),
    refetchInterval: 2_500,
    placeholderData: (before) => before,
  });
  const wanted = find.trim().toLowerCase();
  const shown = (runs.data ?? []).filter(
    (run) =>
      (view === 'all' || run.state === view) &&
      `${run.number} ${run.pipelineName ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <Frame place="runs">
      <PageHeader
        title="Runs"
        actions={<FindInput value={find} onChange={setFind} placeholder="Find a pipeline or a number" width={260} />}
      />
      <PageBody>
        {runs.error ? (
          <ProblemNote error={runs.error} what="The list" onRetry={() => runs.refetch()} />
        ) : !runs.data ? (
          <ListSkeleton rows={8} height={34} />
        ) : runs.data.length === 0 ? (
          <EmptyState
            icon={Activity}
            title="Nothing ran yet"
            steps={[
              'Open a pipeline.',
              'Press Run: the button says what is new and what is reused.',
              'Follow the stages here or on the canvas.',
            ]}
          >
            A run executes a pipeline stage by stage. What did not change since an earlier run is reused.
          </EmptyState>
        ) : (
          <>
            <div className={styles.bar}>
              <Segmented
                label="Which runs"
                value={view}
                onChange={setView}
                options={[
                  { value: 'all', label: 'All' },
                  { value: 'running', label: 'Running' },
                  { value: 'failed', label: 'Failed' },
                ]}
              />
            </div>
            <Table
              label="Runs"
              columns={columns}
              rows={shown}
              rowKey={(run) => run.id}
              rowHref={(run) => `/runs/${run.id}`}
              empty={
                <EmptyState title="None of them">
                  {wanted ? `No run is of “${find.trim()}”.` : `No run is ${view}.`}
                </EmptyState>
              }
            />
            {runs.data.length >= limit && limit < 200 ? (
              <div className={styles.more}>
                <Button variant="ghost" onClick={() => setLimit(Math.min(200, limit + page))}>
                  Older runs
                </Button>
              </div>
            ) : null}
          </>
        )}
      </PageBody>
    </Frame>
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowUpDown, FileText, Plus, Workflow } from 'lucide-react';
import { useRef, useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { Icon } from '@/app/_ui/icon';
import { Segmented } from '@/app/_ui/toggles';
import { DayFigures } from './day-figures';
import { ExampleGallery } from './example-gallery';
import { freeName } from './free-name';
import styles from './home.module.css';
import { NameDialog } from './name-dialog';
import { NeedsYou } from './needs-you';
import { type PipelineRow, pipelineRows } from './pipeline-health';
import { PipelineTable } from './pipeline-table';
import { usePipelineActions } from './use-pipeline-actions';

type View = 'all' | 'published' | 'drafts' | 'attention';

const inView: Record<View, (row: PipelineRow) => boolean> = {
  all: () => true,
  published: (row) => row.endpoint !== undefined,
  drafts: (row) => row.pipeline.versionCount === 0,
  attention: (row) => row.health.needsAttention,
};
const viewWords: Record<View, string> = {
  all: 'All',
  published: 'Published',
  drafts: 'Drafts',
  attention: 'Need attention',
};

/** The pipelines, how they are, and examples to begin with. */
export function Home() {
  const trpc = useTRPC();
  const pipelines = useQuery({ ...trpc.pipelines.list.queryOptions(), refetchInterval: 4_000 });
  const runs = useQuery({ ...trpc.runs.list.queryOptions({ limit: 200 }), refetchInterval: 4_000 });
  const endpoints = useQuery({ ...trpc.endpoints.list.queryOptions(), refetchInterval: 15_000 });
  const names = (pipelines.data ?? []).map((pipeline) => pipeline.name);
  const actions = usePipelineActions(names);
  const [asksName, setAsksName] = useState(false);
  const [find, setFind] = useState('');
  const [view, setView] = useState<View>('all');
  const picker = useRef<HTMLInputElement>(null);

  const rows = pipelineRows(pipelines.data ?? [], runs.data ?? [], endpoints.data ?? []);
  const wanted = find.trim().toLowerCase();
  const shown = rows
    .filter(inView[view])
    .filter(({ pipeline }) => `${pipeline.name} ${pipeline.description ?? ''}`.toLowerCase().includes(wanted));

  return (
    <Frame place="pipelines">
      <PageHeader
        title="Pipelines"
        actions={
          <>
            <FindInput value={find} onChange={setFind} placeholder="Find a pipeline" />
            <Button icon={FileText} busy={actions.fromFile.isPending} onClick={() => picker.current?.click()}>
              Start from a file
            </Button>
            <Button variant="primary" icon={Plus} onClick={() => setAsksName(true)}>
              New pipeline
            </Button>
            <input
              ref={picker}
              type="file"
              hidden
              accept=".csv,.tsv,.txt,.parquet,.pq"
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) actions.fromFile.mutate(file);
                event.target.value = '';
              }}
            />
          </>
        }
      />
      <PageBody className={styles.page}>
        {pipelines.error ? (
          <ProblemNote error={pipelines.error} what="The list" onRetry={() => pipelines.refetch()} />
        ) : pipelines.isPending ? (
          <ListSkeleton />
        ) : rows.length === 0 ? (
          <EmptyState
            icon={Workflow}
            title="No pipelines yet"
            steps={[
              'Drop a CSV on an empty canvas, or take an example below.',
              'Wire nodes behind it and press Run.',
              'Publish: the same steps answer over HTTP.',
            ]}
            actions={
              <Button variant="primary" icon={Plus} onClick={() => setAsksName(true)}>
                New pipeline
              </Button>
            }
          >
            A pipeline is drawn on a canvas: data at the left, a model and its endpoint at the right.
          </EmptyState>
        ) : (
          <>
            <DayFigures pipelineCount={rows.length} runs={runs.data ?? []} endpoints={endpoints.data ?? []} />
            <div className={rows.some((row) => row.health.needsAttention) ? styles.split : undefined}>
              <div style={{ minWidth: 0 }}>
                <div className={styles.filter}>
                  <Segmented
                    label="Which pipelines"
                    value={view}
                    onChange={setView}
                    options={(Object.keys(inView) as View[]).map((each) => ({
                      value: each,
                      label: viewWords[each],
                      hint: rows.filter(inView[each]).length,
                    }))}
                  />
                  <span className={styles.order}>
                    <Icon icon={ArrowUpDown} size="xs" />
                    last changed
                  </span>
                </div>
                {shown.length === 0 ? (
                  <EmptyState title={wanted ? `Nothing is called “${find.trim()}”` : 'None of them'}>
                    {wanted ? 'Look for a part of the name or the description.' : 'Choose another view above.'}
                  </EmptyState>
                ) : (
                  <PipelineTable rows={shown} names={names} actions={actions} />
                )}
              </div>
              <NeedsYou rows={rows} />
            </div>
          </>
        )}
        <ExampleGallery names={names} limit={4} />
      </PageBody>
      <NameDialog
        open={asksName}
        onOpenChange={setAsksName}
        title="New pipeline"
        description="An empty canvas. Everything is saved as you draw."
        initial={freeName('Untitled', names)}
        action="Create"
        busy={actions.create.isPending}
        onSubmit={(name) => actions.create.mutate(name)}
      />
    </Frame>
  );
}

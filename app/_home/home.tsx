'use client';

import { useQuery } from '@tanstack/react-query';
import { FileText, Plus, Workflow } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import type { TableSort } from '@/app/_ui/table';
import { Segmented } from '@/app/_ui/toggles';
import { DayFigures } from './day-figures';
import { ExampleGallery } from './example-gallery';
import { FirstPipeline } from './first-pipeline';
import { freeName } from './free-name';
import styles from './home.module.css';
import { NameDialog } from './name-dialog';
import { NeedsYou } from './needs-you';
import { usePipelineMenu } from './pipeline-menu';
import { PipelineTable } from './pipeline-table';
import { useFind } from './use-find';
import { useFirstTime } from './use-first-time';
import { usePipelineActions } from './use-pipeline-actions';
import { inView, nextSort, useRows, type View, views } from './use-rows';

const viewWords: Record<View, string> = {
  all: 'All',
  published: 'Published',
  drafts: 'Drafts',
  attention: 'Need attention',
};

/** The pipelines, how they are, and ways to begin. */
export function Home() {
  const trpc = useTRPC();
  const overview = useQuery({ ...trpc.home.overview.queryOptions(), refetchInterval: 5_000 });
  const [isFirst, hideFirst] = useFirstTime();
  const [asksName, setAsksName] = useState(false);
  const [find, setFind] = useState('');
  const [view, setView] = useState<View>('all');
  const [sort, setSort] = useState<TableSort>({ by: 'changed', direction: 'down' });
  const { hits, isLooking } = useFind(find);
  // What is typed stands there at once; the list follows.
  const wanted = useDeferredValue(find);
  const { all, shown } = useRows(overview.data?.rows, { view, find: wanted, hits, sort });
  const names = useMemo(() => all.map(({ pipeline }) => pipeline.name), [all]);
  const actions = usePipelineActions(names);
  const menu = usePipelineMenu(names, actions);
  const onSort = useCallback((asked: TableSort) => setSort((before) => nextSort(before, asked)), []);
  const picker = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const needsAttention = all.some(inView.attention);

  return (
    <Frame place="pipelines">
      <PageHeader
        title="Pipelines"
        actions={
          <>
            <FindInput
              value={find}
              onChange={setFind}
              placeholder="Find a pipeline, node or column"
              width={268}
              onDown={() => table.current?.querySelector<HTMLElement>('tbody a')?.focus()}
            />
            <Button icon={FileText} busy={actions.fromFile.isPending} onClick={() => picker.current?.click()}>
              Start from a file
            </Button>
            <Button variant={isFirst ? 'default' : 'primary'} icon={Plus} onClick={() => setAsksName(true)}>
              New pipeline
            </Button>
            <input
              ref={picker}
              type="file"
              hidden
              aria-label="A data file to start from"
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
        {overview.data && isFirst ? <FirstPipeline names={names} onHide={hideFirst} /> : null}
        {overview.error && !overview.data ? (
          <ProblemNote error={overview.error} what="The list" onRetry={() => overview.refetch()} />
        ) : !overview.data ? (
          <ListSkeleton rows={6} />
        ) : all.length === 0 ? (
          <EmptyState
            icon={Workflow}
            title="No pipelines yet"
            steps={[
              'Drop a CSV on an empty canvas, or take an example below.',
              'Wire nodes behind it and press Run.',
              'Publish: the same steps answer over HTTP.',
            ]}
            actions={<Button onClick={() => setAsksName(true)}>Make one</Button>}
          >
            A pipeline is drawn on a canvas: data at the left, a model and its endpoint at the right.
          </EmptyState>
        ) : (
          <>
            <DayFigures pipelineCount={all.length} day={overview.data.day} />
            <div className={needsAttention ? styles.split : undefined}>
              <div ref={table} style={{ minWidth: 0 }}>
                <div className={styles.filter}>
                  <Segmented
                    label="Which pipelines"
                    value={view}
                    onChange={setView}
                    options={views.map((each) => ({
                      value: each,
                      label: viewWords[each],
                      hint: all.filter(inView[each]).length,
                    }))}
                  />
                </div>
                {shown.length > 0 ? (
                  <PipelineTable rows={shown} hits={hits} entriesOf={menu.entriesOf} sort={sort} onSort={onSort} />
                ) : isLooking ? (
                  <ListSkeleton rows={2} />
                ) : (
                  <Nothing
                    view={view}
                    find={find.trim()}
                    onClear={() => (find.trim() ? setFind('') : setView('all'))}
                  />
                )}
              </div>
              <NeedsYou rows={all} />
            </div>
          </>
        )}
        <ExampleGallery names={names} limit={4} />
      </PageBody>
      {menu.dialogs}
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

const nothingWords: Record<View, { title: string; why: string }> = {
  all: { title: 'None of them', why: '' },
  published: {
    title: 'Nothing is published yet',
    why: 'Put a Deploy node behind a model that passed its gates, and press Publish: an endpoint answers.',
  },
  drafts: { title: 'No drafts', why: 'Every pipeline has a saved version.' },
  attention: { title: 'Nothing needs you', why: 'No run failed, no endpoint drifts, refuses calls or became slower.' },
};

function Nothing({ view, find, onClear }: { view: View; find: string; onClear: () => void }) {
  const { title, why } = nothingWords[view];
  return (
    <EmptyState
      title={find ? `Nothing is called “${find}”` : title}
      actions={<Button onClick={onClear}>{find ? 'Clear the search' : 'Show all'}</Button>}
    >
      {find ? 'Look for a part of a pipeline’s name, of a node’s title or of a column’s name.' : why}
    </EmptyState>
  );
}

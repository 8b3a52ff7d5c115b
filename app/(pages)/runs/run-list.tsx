'use client';

import { useQuery } from '@tanstack/react-query';
import { Activity, ChevronLeft, ChevronRight, GitCompare } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useMemo, useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { formatInteger } from '@/app/_ui/figures';
import { IconButton } from '@/app/_ui/icon-button';
import { MultiSelect } from '@/app/_ui/multi-select';
import { Table, type TableSort } from '@/app/_ui/table';
import { Segmented } from '@/app/_ui/toggles';
import type { FigureCondition, RunOrder } from '@/server/db/run-search';
import { figureWords, runColumns } from './run-columns';
import { RunFilter } from './run-filter';
import styles from './runs.module.css';

type View = 'all' | 'running' | 'failed' | 'done';
const pageSize = 50;
const mostCompared = 12;
const anyPipeline = 'any';

const orderOf = (by: string): RunOrder =>
  by === 'started' || by === 'took' || by === 'pipeline' ? by : { figure: by };

/** All runs: filtered, sorted and paged by the server, and chosen for a comparison. */
export function RunList() {
  const trpc = useTRPC();
  const router = useRouter();
  const [find, setFind] = useState('');
  const [view, setView] = useState<View>('all');
  const [pipeline, setPipeline] = useState(anyPipeline);
  const [where, setWhere] = useState<FigureCondition[]>([]);
  const [shown, setShown] = useState<string[]>([]);
  const [sort, setSort] = useState<TableSort>({ by: 'started', direction: 'down' });
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  /** Whatever narrows or reorders the list begins at its first page. */
  const fromTop = <T,>(change: (value: T) => void) => {
    return (value: T) => {
      change(value);
      setPage(0);
    };
  };

  const pipelines = useQuery(trpc.pipelines.list.queryOptions());
  const inPipeline = pipeline === anyPipeline ? {} : { pipelineId: pipeline };
  const figures = useQuery(trpc.runs.figures.queryOptions(inPipeline));
  const wanted = useDeferredValue(find.trim());
  const found = useQuery({
    ...trpc.runs.search.queryOptions({
      ...inPipeline,
      ...(view === 'all' ? {} : { states: [view] }),
      find: wanted,
      where,
      by: orderOf(sort.by),
      direction: sort.direction,
      offset: page * pageSize,
      limit: pageSize,
    }),
    refetchInterval: 2_500,
    placeholderData: (before) => before,
  });
  const columns = useMemo(
    () =>
      runColumns(shown, chosen, ({ id }, isChosen) =>
        setChosen((before) => {
          const after = new Set(before);
          if (!isChosen) after.delete(id);
          else if (after.size < mostCompared) after.add(id);
          return after;
        }),
      ),
    [shown, chosen],
  );
  const isNarrowed = view !== 'all' || wanted !== '' || where.length > 0 || pipeline !== anyPipeline;
  const { runs, total } = found.data ?? { runs: [], total: 0 };

  return (
    <Frame place="runs">
      <PageHeader
        title="Runs"
        actions={
          <>
            {chosen.size > 0 ? (
              <>
                <Button variant="ghost" onClick={() => setChosen(new Set())}>
                  Choose none
                </Button>
                <Button
                  variant="primary"
                  icon={GitCompare}
                  disabled={chosen.size < 2}
                  onClick={() => router.push(`/runs/compare?ids=${[...chosen].join(',')}`)}
                >
                  {chosen.size < 2 ? 'Choose another to compare' : `Compare ${chosen.size}`}
                </Button>
              </>
            ) : null}
            <FindInput value={find} onChange={fromTop(setFind)} placeholder="Find a pipeline or a number" width={240} />
          </>
        }
      />
      <PageBody>
        {found.error ? (
          <ProblemNote error={found.error} what="The list" onRetry={() => found.refetch()} />
        ) : !found.data ? (
          <ListSkeleton rows={8} height={34} />
        ) : total === 0 && !isNarrowed ? (
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
                onChange={fromTop(setView)}
                options={[
                  { value: 'all', label: 'All' },
                  { value: 'running', label: 'Running' },
                  { value: 'done', label: 'Done' },
                  { value: 'failed', label: 'Failed' },
                ]}
              />
              <MultiSelect
                single
                size="s"
                className={styles.narrow}
                label="Pipeline"
                value={[pipeline]}
                options={[
                  { value: anyPipeline, label: 'Every pipeline' },
                  ...(pipelines.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={fromTop(([id]) => setPipeline(id ?? anyPipeline))}
              />
              <MultiSelect
                size="s"
                className={styles.narrow}
                label="Figures to show"
                placeholder="Show figures"
                noun="figures"
                value={shown}
                options={(figures.data ?? []).map((figure) => ({ value: figure, label: figureWords(figure) }))}
                onChange={(value) => setShown(value.slice(0, 6))}
              />
              <RunFilter figures={figures.data ?? []} where={where} onChange={fromTop(setWhere)} />
              <Paging page={page} total={total} onPage={setPage} />
            </div>
            <Table
              label="Runs"
              columns={columns}
              rows={runs}
              rowKey={(run) => run.id}
              rowHref={(run) => `/runs/${run.id}`}
              sort={sort}
              onSort={fromTop(setSort)}
              empty={<EmptyState title="None of them">No run is like that. Ask for less.</EmptyState>}
            />
          </>
        )}
      </PageBody>
    </Frame>
  );
}

function Paging({ page, total, onPage }: { page: number; total: number; onPage: (page: number) => void }) {
  const last = Math.max(0, Math.ceil(total / pageSize) - 1);
  const first = page * pageSize;
  return (
    <span className={styles.paging}>
      <span>
        {total === 0
          ? 'None'
          : `${formatInteger(first + 1)}–${formatInteger(Math.min(total, first + pageSize))} of ${formatInteger(total)}`}
      </span>
      <IconButton size="s" icon={ChevronLeft} label="Newer" disabled={page === 0} onClick={() => onPage(page - 1)} />
      <IconButton size="s" icon={ChevronRight} label="Older" disabled={page >= last} onClick={() => onPage(page + 1)} />
    </span>
  );
}

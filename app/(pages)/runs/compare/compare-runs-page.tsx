'use client';

import { useQueries } from '@tanstack/react-query';
import { GitCompare } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { EmptyState } from '@/app/_ui/feedback';
import { Switch } from '@/app/_ui/toggles';
import { compareRuns } from './compare-runs';
import { ComparedFigures } from './compared-figures';
import { ComparedTable } from './compared-table';

/** Chosen runs side by side: what went in, what was set, and what came of it. */
export function CompareRunsPage({ ids }: { ids: readonly string[] }) {
  const trpc = useTRPC();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const queries = useQueries({ queries: ids.map((runId) => trpc.runs.get.queryOptions({ runId })) });
  const failed = queries.find(({ error }) => error);
  const isComplete = queries.every(({ data }) => data !== undefined);
  const updated = queries.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `updated` says that one of the runs has come
  const runs = useMemo(() => queries.flatMap(({ data }) => data ?? []), [updated]);
  const groups = useMemo(() => compareRuns(runs), [runs]);

  return (
    <Frame place="runs">
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Runs', href: '/runs' }, { label: 'Compare' }]} />}
        actions={<Switch checked={onlyDifferent} onChange={setOnlyDifferent} label="Only what differs" />}
      />
      <PageBody>
        {ids.length < 2 ? (
          <EmptyState icon={GitCompare} title="Choose two runs or more">
            Tick them in the list of runs, then press Compare.
          </EmptyState>
        ) : failed ? (
          <ProblemNote error={failed.error} what="One of these runs" onRetry={() => failed.refetch()} />
        ) : !isComplete ? (
          <ListSkeleton rows={10} height={34} />
        ) : (
          <>
            <ComparedFigures runs={runs} groups={groups} />
            <ComparedTable runs={runs} groups={groups} onlyDifferent={onlyDifferent} />
          </>
        )}
      </PageBody>
    </Frame>
  );
}

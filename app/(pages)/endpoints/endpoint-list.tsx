'use client';

import { useQuery } from '@tanstack/react-query';
import { Cable } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { BeginActions } from '@/app/_frame/begin-actions';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { Sparkline } from '@/app/_ui/charts';
import { EmptyState } from '@/app/_ui/feedback';
import { formatCount, formatDecimal } from '@/app/_ui/figures';
import { Ago } from '@/app/_ui/moment';
import { Table, type TableColumn, TwoLines } from '@/app/_ui/table';
import type { EndpointSummary } from '@/server/db/endpoint-views';
import { DriftState, EndpointState } from './endpoint-health';
import styles from './endpoints.module.css';

const columns: readonly TableColumn<EndpointSummary>[] = [
  {
    key: 'slug',
    header: 'Endpoint',
    render: (row) => <TwoLines title={row.slug} sub={row.pipelineName ? `of ${row.pipelineName}` : row.title} />,
  },
  { key: 'health', header: 'State', width: 150, render: (row) => <EndpointState endpoint={row} /> },
  {
    key: 'drift',
    header: 'Drift',
    width: 150,
    render: (row) =>
      row.drift ? (
        <span className={styles.two}>
          <DriftState status={row.drift.status} />
          <span>
            checked <Ago at={row.drift.checkedAt} suffix />
          </span>
        </span>
      ) : (
        <span className={styles.muted}>{row.isMonitored ? 'not checked yet' : 'no monitor'}</span>
      ),
  },
  {
    key: 'requests',
    header: 'Requests, 24 h',
    width: 120,
    align: 'end',
    render: (row) => (
      <span className={styles.two}>
        <span>{formatCount(row.requestCount)}</span>
        <span>{row.errorCount > 0 ? `${formatCount(row.errorCount)} refused` : 'none refused'}</span>
      </span>
    ),
  },
  {
    key: 'p95',
    header: 'p95, 24 h',
    width: 190,
    align: 'end',
    optional: true,
    render: (row) => <Latency slug={row.slug} />,
  },
  {
    key: 'model',
    header: 'Model',
    width: 120,
    optional: true,
    render: (row) =>
      row.current ? (
        <span className={styles.two}>
          <span>model {row.current.number}</span>
          <span>{row.current.versionNumber ? `from v${row.current.versionNumber}` : 'from a file'}</span>
        </span>
      ) : (
        <span className={styles.muted}>none</span>
      ),
  },
  {
    key: 'last',
    header: 'Last asked',
    width: 90,
    align: 'end',
    render: (row) => (
      <span className={styles.muted}>{row.lastRequestAt ? <Ago at={row.lastRequestAt} suffix /> : 'never'}</span>
    ),
  },
];

function Latency({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const stats = useQuery({ ...trpc.endpoints.stats.queryOptions({ slug, hours: 24 }), refetchInterval: 30_000 });
  const known = stats.data?.buckets.flatMap((bucket) => (bucket.p95Ms === null ? [] : [bucket.p95Ms])) ?? [];
  const total = stats.data?.total.p95Ms ?? null;
  if (total === null) return <span className={styles.muted}>{stats.isPending ? '' : 'no requests'}</span>;
  return (
    <span className={styles.line}>
      {known.length > 1 ? <Sparkline values={known} label={`p95 of ${slug} over 24 hours`} /> : null}
      <span>
        {formatDecimal(total, 1)} <span className={styles.muted}>ms</span>
      </span>
    </span>
  );
}

/** The URLs that answer, and how they do. */
export function EndpointList() {
  const trpc = useTRPC();
  const [find, setFind] = useState('');
  const endpoints = useQuery({ ...trpc.endpoints.list.queryOptions(), refetchInterval: 10_000 });
  const wanted = find.trim().toLowerCase();
  const shown = (endpoints.data ?? []).filter((row) =>
    `${row.slug} ${row.title} ${row.pipelineName ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <Frame place="endpoints">
      <PageHeader
        title="Endpoints"
        actions={<FindInput value={find} onChange={setFind} placeholder="Find an endpoint" />}
      />
      <PageBody>
        {endpoints.error ? (
          <ProblemNote error={endpoints.error} what="The list" onRetry={() => endpoints.refetch()} />
        ) : !endpoints.data ? (
          <ListSkeleton rows={4} />
        ) : endpoints.data.length === 0 ? (
          <EmptyState
            icon={Cable}
            title="Nothing is published yet"
            actions={<BeginActions />}
            steps={[
              'Wire a Deploy node behind a model, or behind any table that is made row by row.',
              'Save a version and press Publish.',
              'Once every gate has passed, the endpoint answers here.',
            ]}
          >
            An endpoint is a URL that answers with the same steps as in training.
          </EmptyState>
        ) : (
          <Table
            label="Endpoints"
            density="tall"
            columns={columns}
            rows={shown}
            rowKey={(row) => row.id}
            rowHref={(row) => `/endpoints/${row.slug}`}
            empty={
              <EmptyState
                title={`No endpoint is called “${find.trim()}”`}
                actions={<Button onClick={() => setFind('')}>Show all</Button>}
              >
                Look for a part of its address, its title or its pipeline’s name.
              </EmptyState>
            }
          />
        )}
      </PageBody>
    </Frame>
  );
}

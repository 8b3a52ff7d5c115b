'use client';

import { useQuery } from '@tanstack/react-query';
import { Box } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { BeginActions } from '@/app/_frame/begin-actions';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { formatInteger } from '@/app/_ui/figures';
import { Ago } from '@/app/_ui/moment';
import { Table, type TableColumn, TwoLines } from '@/app/_ui/table';
import type { ModelListEntry } from '@/server/db/models';
import { modelTitle } from './model-words';
import styles from './models.module.css';

const columns: readonly TableColumn<ModelListEntry>[] = [
  {
    key: 'model',
    header: 'Model',
    render: (model) => <TwoLines title={modelTitle(model)} sub={`of ${model.pipelineName}`} />,
  },
  {
    key: 'version',
    header: 'Version',
    width: 130,
    render: ({ number }) => (
      <>
        {number} <span className={styles.muted}>is the newest</span>
      </>
    ),
  },
  {
    key: 'rows',
    header: 'Training rows',
    width: 120,
    align: 'end',
    render: ({ summary }) => (typeof summary.rows === 'number' ? formatInteger(summary.rows) : ''),
  },
  {
    key: 'features',
    header: 'Features',
    width: 100,
    align: 'end',
    optional: true,
    render: ({ summary }) => (typeof summary.features === 'number' ? formatInteger(summary.features) : ''),
  },
  {
    key: 'run',
    header: 'Learned by',
    width: 120,
    align: 'end',
    optional: true,
    render: ({ runNumber }) => (runNumber === null ? '' : `run ${runNumber}`),
  },
  {
    key: 'created',
    header: 'Learned',
    width: 110,
    align: 'end',
    render: ({ createdAt }) => (
      <span className={styles.muted}>
        <Ago at={createdAt} suffix />
      </span>
    ),
  },
];

/** Every model that a run made, its newest version first. */
export function ModelList() {
  const trpc = useTRPC();
  const [find, setFind] = useState('');
  const models = useQuery({ ...trpc.models.list.queryOptions(), refetchInterval: 5_000 });
  const wanted = find.trim().toLowerCase();
  const shown = (models.data ?? []).filter((model) =>
    `${modelTitle(model)} ${model.pipelineName}`.toLowerCase().includes(wanted),
  );
  return (
    <Frame place="models">
      <PageHeader title="Models" actions={<FindInput value={find} onChange={setFind} placeholder="Find a model" />} />
      <PageBody>
        {models.error ? (
          <ProblemNote error={models.error} what="The list" onRetry={() => models.refetch()} />
        ) : !models.data ? (
          <ListSkeleton rows={5} height={58} />
        ) : models.data.length === 0 ? (
          <EmptyState
            icon={Box}
            title="No model yet"
            actions={<BeginActions />}
            steps={[
              'Put a Train node into a pipeline.',
              'Run it.',
              'The model stands here, with the rows and settings it was learned from.',
            ]}
          >
            A new version is numbered whenever a model is learned from other rows or by other settings.
          </EmptyState>
        ) : (
          <Table
            label="Models"
            density="tall"
            columns={columns}
            rows={shown}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/models/${id}`}
            empty={
              <EmptyState
                title={`No model is called “${find.trim()}”`}
                actions={<Button onClick={() => setFind('')}>Show all</Button>}
              >
                Look for a part of its name, or of the pipeline’s.
              </EmptyState>
            }
          />
        )}
      </PageBody>
    </Frame>
  );
}

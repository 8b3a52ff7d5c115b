'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { formatDecimal, formatFigure } from '@/app/_ui/figures';
import { State } from '@/app/_ui/glyphs';
import { clockWords, exactWords } from '@/app/_ui/moment';
import { Panel } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { LogEntry } from '@/server/db/endpoint-views';
import styles from '../endpoints.module.css';
import { ToTryIt } from './to-try-it';

const featureWords = (features: LogEntry['features']): string =>
  Object.entries(features)
    .map(([name, value]) => `${name} ${value === null ? 'missing' : String(value)}`)
    .join(' · ');

const columns: readonly TableColumn<LogEntry>[] = [
  {
    key: 'at',
    header: 'When',
    width: 76,
    render: (row) => <span title={exactWords(row.createdAt)}>{clockWords(row.createdAt)}</span>,
  },
  {
    key: 'request',
    header: 'Request',
    width: 120,
    optional: true,
    render: (row) => (
      <span className={styles.mono} title={row.requestId}>
        {row.requestId.slice(0, 8)}
        {row.rowIndex > 0 ? ` +${row.rowIndex}` : ''}
      </span>
    ),
  },
  {
    key: 'answer',
    header: 'Answer',
    width: 150,
    render: (row) =>
      row.rejected === null ? (
        <span>
          {row.prediction ?? '–'}
          {row.score === null ? null : (
            <span className={styles.muted}>
              {' '}
              {Math.abs(row.score) <= 1 ? formatDecimal(row.score, 3) : formatFigure(row.score)}
            </span>
          )}
        </span>
      ) : (
        <span title={row.rejected}>
          <State kind="skipped" words="rejected" />
        </span>
      ),
  },
  {
    key: 'truth',
    header: 'Truth',
    width: 90,
    optional: true,
    render: (row) =>
      row.truth === null ? (
        <span className={styles.muted}>–</span>
      ) : (
        <State kind={row.truth === row.prediction ? 'done' : 'failed'} words={row.truth} />
      ),
  },
  {
    key: 'features',
    header: 'Asked with',
    optional: true,
    render: (row) => (
      <span className={styles.features} title={featureWords(row.features)}>
        {row.rejected ?? featureWords(row.features)}
      </span>
    ),
  },
  { key: 'model', header: 'Model', width: 60, align: 'end', render: (row) => row.deploymentNumber ?? '–' },
  { key: 'latency', header: 'ms', width: 60, align: 'end', render: (row) => formatDecimal(row.latencyMs, 1) },
];

/** The last rows that were asked. */
export function RequestsPanel({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const [limit, setLimit] = useState(12);
  const log = useQuery({
    ...trpc.endpoints.log.queryOptions({ slug, limit }),
    refetchInterval: 4_000,
    placeholderData: (before) => before,
  });
  const rows = log.data as readonly LogEntry[] | undefined;
  return (
    <Panel className={styles.requests} title="Requests" note="newest first; one line per row">
      {!rows ? (
        <Skeleton height={120} />
      ) : rows.length === 0 ? (
        <EmptyState icon="rows-3" title="No request yet" actions={<ToTryIt />}>
          Every answered row is kept with its features, score, model and latency: drift is measured on them.
        </EmptyState>
      ) : (
        <>
          <Table label="Requests" density="dense" columns={columns} rows={rows} rowKey={(row) => String(row.id)} />
          {rows.length >= limit && limit < 200 ? (
            <Button size="s" variant="ghost" onClick={() => setLimit(limit === 12 ? 50 : 200)}>
              More
            </Button>
          ) : null}
        </>
      )}
    </Panel>
  );
}

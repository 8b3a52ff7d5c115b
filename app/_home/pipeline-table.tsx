'use client';

import Link from 'next/link';
import { runKind } from '@/app/_editor/timeline/stage-words';
import { RunBars } from '@/app/_ui/charts';
import { formatCount } from '@/app/_ui/figures';
import { State, WarningGlyph } from '@/app/_ui/glyphs';
import { Ago } from '@/app/_ui/moment';
import { Table, type TableColumn, TwoLines } from '@/app/_ui/table';
import styles from './home.module.css';
import { type PipelineRow, runLength } from './pipeline-health';
import { TinySketch } from './pipeline-sketch';
import { RowMenu } from './row-menu';
import type { usePipelineActions } from './use-pipeline-actions';

function Health({ row: { health } }: { row: PipelineRow }) {
  return (
    <span className={styles.two}>
      {health.kind === 'drift' ? (
        <span className={styles.line} style={{ gap: 5, color: 'var(--st-unset)' }}>
          <WarningGlyph />
          {health.words}
        </span>
      ) : (
        <State kind={health.kind} words={health.words} />
      )}
      <span className={styles.detail} title={health.detail}>
        {health.detail}
      </span>
    </span>
  );
}

function LastRuns({ row: { runs } }: { row: PipelineRow }) {
  const last = runs[0];
  if (!last) return <span className={styles.muted}>no runs</span>;
  const shown = runs.slice(0, 14).reverse();
  const longest = Math.max(1, ...shown.map(runLength));
  const failed = shown.filter((run) => run.state === 'failed').length;
  return (
    <span className={styles.line}>
      <RunBars
        label={`The last ${shown.length} runs, ${failed} failed`}
        runs={shown.map((run) => ({ kind: runKind(run.state), size: runLength(run) / longest }))}
      />
      <Link href={`/runs/${last.id}`} className={`${styles.muted} ${styles.small}`}>
        <Ago at={last.createdAt} suffix />
      </Link>
    </span>
  );
}

function Endpoint({ row: { endpoint } }: { row: PipelineRow }) {
  if (!endpoint) return <span className={styles.muted}>no endpoint</span>;
  return (
    <span className={styles.two}>
      <Link href={`/endpoints/${endpoint.slug}`}>{endpoint.slug}</Link>
      <span>
        {endpoint.current ? `model ${endpoint.current.number}, ` : ''}
        {endpoint.requestCount === 0 ? 'no requests in 24 h' : `${formatCount(endpoint.requestCount)} requests in 24 h`}
      </span>
    </span>
  );
}

function Versions({ row: { pipeline } }: { row: PipelineRow }) {
  if (!pipeline.latestVersion) return <span className={styles.muted}>draft only</span>;
  return (
    <Link href={`/pipelines/${pipeline.id}/versions`} className={styles.two}>
      <span className={styles.medium}>v{pipeline.latestVersion.number}</span>
      <span>
        <Ago at={pipeline.latestVersion.createdAt} suffix />
      </span>
    </Link>
  );
}

export interface PipelineTableProps {
  rows: readonly PipelineRow[];
  names: readonly string[];
  actions: ReturnType<typeof usePipelineActions>;
}

export function PipelineTable({ rows, names, actions }: PipelineTableProps) {
  const columns: TableColumn<PipelineRow>[] = [
    {
      key: 'name',
      header: 'Pipeline',
      render: ({ pipeline }) => (
        <TwoLines
          lead={<TinySketch sketch={pipeline.sketch} />}
          title={pipeline.name}
          sub={pipeline.description ?? (pipeline.forkedFrom ? 'A fork' : `${pipeline.nodeCount} nodes`)}
        />
      ),
    },
    { key: 'health', header: 'Health', width: 156, render: (row) => <Health row={row} /> },
    { key: 'runs', header: 'Last runs', width: 172, optional: true, render: (row) => <LastRuns row={row} /> },
    { key: 'versions', header: 'Version', width: 92, optional: true, render: (row) => <Versions row={row} /> },
    { key: 'endpoint', header: 'Endpoint', width: 188, optional: true, render: (row) => <Endpoint row={row} /> },
    {
      key: 'changed',
      header: 'Changed',
      width: 68,
      align: 'end',
      render: ({ pipeline }) => (
        <span className={styles.muted}>
          <Ago at={pipeline.updatedAt} />
        </span>
      ),
    },
    {
      key: 'more',
      header: <span className={styles.hidden}>More</span>,
      width: 36,
      align: 'end',
      render: ({ pipeline }) => <RowMenu pipeline={pipeline} names={names} actions={actions} />,
    },
  ];
  return (
    <div className={styles.pipelines}>
      <Table
        label="Pipelines"
        density="tall"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.pipeline.id}
        rowHref={(row) => `/pipelines/${row.pipeline.id}`}
      />
    </div>
  );
}

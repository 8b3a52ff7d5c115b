'use client';

import Link from 'next/link';
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useState } from 'react';
import { runKind } from '@/app/_editor/timeline/stage-words';
import { RunBars, Sparkline } from '@/app/_ui/charts';
import { formatCount, formatDecimal } from '@/app/_ui/figures';
import { MenuAt, type MenuEntry } from '@/app/_ui/menu';
import { Ago } from '@/app/_ui/moment';
import { Table, type TableColumn, type TableSort, TwoLines } from '@/app/_ui/table';
import type { HomeRow } from '@/server/api/home';
import { HealthCell } from './health';
import { HitWords } from './hit-words';
import styles from './home.module.css';
import { PipelineMenu } from './pipeline-menu';
import { TinySketch } from './pipeline-sketch';
import type { Hits } from './use-find';
import { useGrowing } from './use-growing';

type Run = HomeRow['runs'][number];
const runLength = (run: Run): number =>
  (run.endedAt ? new Date(run.endedAt).getTime() : Date.now()) - new Date(run.createdAt).getTime();

function LastRuns({ runs }: { runs: readonly Run[] }) {
  const last = runs[0];
  if (!last) return <span className={styles.muted}>no runs</span>;
  const shown = [...runs].reverse();
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

function Endpoint({ endpoint, isSlower }: { endpoint: HomeRow['endpoint']; isSlower: boolean }) {
  if (!endpoint) return <span className={styles.muted}>no endpoint</span>;
  const { slug, day, requestCount } = endpoint;
  const known = day?.p95ByHour.filter((value) => value !== null) ?? [];
  return (
    <span className={styles.line}>
      <span className={styles.two}>
        <Link href={`/endpoints/${slug}`} className={styles.slug} title={slug}>
          {slug}
        </Link>
        <span>
          {requestCount === 0
            ? 'not asked in 24 h'
            : `${formatCount(requestCount)} ${requestCount === 1 ? 'request' : 'requests'}`}
        </span>
      </span>
      {known.length > 1 ? (
        <Sparkline
          values={known}
          width={64}
          tone={isSlower ? 'warn' : 'neutral'}
          label={`The 95th percentile of latency by hour, ${known.length} hours`}
        />
      ) : null}
      {typeof day?.p95Ms === 'number' ? (
        <span className={styles.latency} title="95th percentile of latency, 24 h">
          {formatDecimal(day.p95Ms, 1)} <i>ms</i>
        </span>
      ) : null}
    </span>
  );
}

function Version({ pipeline: { id, latestVersion } }: HomeRow) {
  if (!latestVersion) return <span className={styles.muted}>draft only</span>;
  return (
    <Link href={`/pipelines/${id}/versions`} className={styles.two}>
      <span className={styles.medium}>v{latestVersion.number}</span>
      <span>
        <Ago at={latestVersion.createdAt} suffix />
      </span>
    </Link>
  );
}

export interface PipelineTableProps {
  rows: readonly HomeRow[];
  /** What was found inside the pipelines. */
  hits: Hits;
  /** What can be done with a pipeline. */
  entriesOf: (pipeline: HomeRow['pipeline']) => readonly MenuEntry[];
  sort: TableSort;
  onSort: (sort: TableSort) => void;
}

/** The list. Arrows go from row to row, Enter opens, a right click or the menu key tells what else there is. */
export const PipelineTable = memo(function PipelineTable({ rows, hits, entriesOf, sort, onSort }: PipelineTableProps) {
  const { visible, sentinel } = useGrowing(rows);
  const [at, setAt] = useState<{ x: number; y: number; row: HomeRow; link: HTMLElement | null }>();
  const columns = useMemo(
    (): TableColumn<HomeRow>[] => [
      {
        key: 'name',
        header: 'Pipeline',
        sortable: true,
        render: ({ pipeline }) => (
          <TwoLines
            lead={<TinySketch sketch={pipeline.sketch} />}
            title={pipeline.name}
            sub={
              hits.get(pipeline.id) ? (
                <HitWords hits={hits.get(pipeline.id) ?? []} />
              ) : (
                (pipeline.description ??
                (pipeline.forkedFrom
                  ? 'A fork'
                  : `${pipeline.nodeCount} ${pipeline.nodeCount === 1 ? 'node' : 'nodes'}`))
              )
            }
          />
        ),
      },
      {
        key: 'health',
        header: 'Health',
        width: 168,
        sortable: true,
        render: ({ health }) => <HealthCell health={health} />,
      },
      {
        key: 'runs',
        header: 'Last runs',
        width: 168,
        sortable: true,
        optional: true,
        render: ({ runs }) => <LastRuns runs={runs} />,
      },
      { key: 'versions', header: 'Version', width: 88, optional: true, render: (row) => <Version {...row} /> },
      {
        key: 'endpoint',
        header: 'Endpoint, p95 in 24 h',
        width: 256,
        optional: true,
        render: ({ endpoint, health }) => <Endpoint endpoint={endpoint} isSlower={health.kind === 'slower'} />,
      },
      {
        key: 'changed',
        header: 'Changed',
        width: 76,
        align: 'end',
        sortable: true,
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
        render: ({ pipeline }) => <PipelineMenu name={pipeline.name} entries={entriesOf(pipeline)} />,
      },
    ],
    [hits, entriesOf],
  );

  const onContextMenu = (event: MouseEvent) => {
    const line = (event.target as Element).closest('tbody tr');
    const row = line instanceof HTMLTableRowElement ? visible[line.rowIndex - 1] : undefined;
    if (!row || !line) return;
    event.preventDefault();
    const link = line.querySelector<HTMLElement>('a');
    const box = line.getBoundingClientRect();
    // The menu key comes without a place of its own.
    const isByKey = event.clientX === 0 && event.clientY === 0;
    setAt({ x: isByKey ? box.left + 60 : event.clientX, y: isByKey ? box.bottom - 8 : event.clientY, row, link });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and right clicks of the links inside
    <div className={styles.pipelines} onContextMenu={onContextMenu} onKeyDown={goToRow}>
      <Table
        label="Pipelines"
        density="tall"
        columns={columns}
        rows={visible}
        rowKey={(row) => row.pipeline.id}
        rowHref={(row) => `/pipelines/${row.pipeline.id}`}
        sort={sort}
        onSort={onSort}
      />
      {sentinel}
      {at ? (
        <MenuAt
          at={at}
          label={`What to do with ${at.row.pipeline.name}`}
          entries={entriesOf(at.row.pipeline)}
          returnTo={at.link}
          onClose={() => setAt(undefined)}
        />
      ) : null}
    </div>
  );
});

/** From any control of a row to the link of the row above or below. */
function goToRow(event: KeyboardEvent): void {
  const line = (event.target as Element).closest('tbody tr');
  if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = {
    ArrowDown: line.nextElementSibling,
    ArrowUp: line.previousElementSibling,
    Home: line.parentElement?.firstElementChild,
    End: line.parentElement?.lastElementChild,
  }[event.key];
  const link = next?.querySelector<HTMLElement>('a');
  if (!link) return;
  event.preventDefault();
  link.focus();
}

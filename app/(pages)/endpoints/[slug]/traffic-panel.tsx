'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTRPC } from '@/app/_lib/trpc';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { formatCount } from '@/app/_ui/figures';
import { Panel } from '@/app/_ui/panel';
import { Plot } from '@/app/_ui/plot';
import { Segmented } from '@/app/_ui/toggles';
import type { Traffic } from '@/server/db/endpoint-views';
import styles from '../endpoints.module.css';
import { ToTryIt } from './to-try-it';

const spans = { '1': '1 h', '24': '24 h', '168': '7 d', '720': '30 d' } as const;
type Span = keyof typeof spans;

const latencyLayout = {
  margin: { t: 22, r: 12, b: 26, l: 40 },
  yaxis: { title: { text: 'ms' }, rangemode: 'tozero' },
  xaxis: { type: 'date', showgrid: false },
  hovermode: 'x unified',
};
const requestLayout = {
  margin: { t: 22, r: 12, b: 26, l: 40 },
  barmode: 'stack',
  bargap: 0.15,
  xaxis: { type: 'date', showgrid: false },
  yaxis: { rangemode: 'tozero' },
};

/** How fast it answers and how often it is asked; a young endpoint begins with its last hour. */
export function TrafficPanel({ slug, since }: { slug: string; since: string }) {
  const trpc = useTRPC();
  const [span, setSpan] = useState<Span>(() => (Date.now() - new Date(since).getTime() < 6 * 3_600_000 ? '1' : '24'));
  const stats = useQuery({
    ...trpc.endpoints.stats.queryOptions({ slug, hours: Number(span) }),
    refetchInterval: span === '1' ? 4_000 : 15_000,
    placeholderData: (before) => before,
  });
  const traffic = stats.data as Traffic | undefined;
  const quiet = traffic !== undefined && traffic.total.requests + traffic.total.errors === 0;
  return (
    <Panel
      className={styles.traffic}
      title="Traffic"
      note={traffic ? `per ${bucketWords(traffic.bucketMinutes)}` : undefined}
      actions={
        <Segmented
          label="How far back"
          value={span}
          onChange={setSpan}
          options={Object.entries(spans).map(([value, label]) => ({ value: value as Span, label }))}
        />
      }
    >
      {!traffic ? (
        <Skeleton height={320} />
      ) : quiet ? (
        <EmptyState icon="chart-line" title={`Nobody asked in the last ${spans[span]}`} actions={<ToTryIt />}>
          Send a row, here or with curl and a key: requests and latency are drawn within seconds.
        </EmptyState>
      ) : (
        <Charts traffic={traffic} />
      )}
    </Panel>
  );
}

const bucketWords = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : minutes % 60 === 0 ? `${minutes / 60} h` : `${(minutes / 60).toFixed(1)} h`;

function Charts({ traffic }: { traffic: Traffic }) {
  const { buckets, errorsByStatus } = traffic;
  const latency = useMemo(() => {
    const at = buckets.map((bucket) => bucket.at);
    const line = (name: string, y: readonly (number | null)[], color: string, width: number) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name,
      x: at,
      y,
      connectgaps: false,
      marker: { size: 3, color },
      hovertemplate: '%{y:.1f} ms',
      line: { color, width },
    });
    return [
      line(
        'p99',
        buckets.map((bucket) => bucket.p99Ms),
        'var(--wire-strong)',
        1,
      ),
      line(
        'p95',
        buckets.map((bucket) => bucket.p95Ms),
        'var(--accent)',
        1.8,
      ),
      line(
        'p50',
        buckets.map((bucket) => bucket.p50Ms),
        'var(--text-2)',
        1.2,
      ),
    ];
  }, [buckets]);
  const requests = useMemo(() => {
    const bar = (name: string, y: readonly number[], color: string) => ({
      type: 'bar',
      name,
      x: buckets.map((bucket) => bucket.at),
      y,
      hovertemplate: `%{y:,} ${name}<extra></extra>`,
      marker: { color },
    });
    return [
      bar(
        'answered',
        buckets.map((bucket) => bucket.requests),
        'var(--wire-strong)',
      ),
      bar(
        'refused',
        buckets.map((bucket) => bucket.errors),
        'var(--st-failed)',
      ),
    ];
  }, [buckets]);
  const refused = Object.entries(errorsByStatus);
  return (
    <>
      <h3 className={styles.subhead}>Latency</h3>
      <Plot traces={latency} layout={latencyLayout} height={190} label="Latency percentiles over time" />
      <h3 className={styles.subhead} style={{ marginTop: 8 }}>
        Requests
        {refused.length > 0 ? (
          <span className={styles.bad}>
            {refused.map(([status, count]) => `${formatCount(count)} × ${status}`).join(', ')}
          </span>
        ) : null}
      </h3>
      <Plot traces={requests} layout={requestLayout} height={140} label="Requests over time" />
    </>
  );
}

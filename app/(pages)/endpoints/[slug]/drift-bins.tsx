import { useMemo } from 'react';
import { formatDecimal, formatInteger } from '@/app/_ui/figures';
import { Plot } from '@/app/_ui/plot';
import type { DriftResult } from '@/server/monitoring/check-endpoint';
import styles from '../endpoints.module.css';

const layout = (bins: number) => ({
  barmode: 'group',
  margin: { t: 24, r: 6, b: 50, l: 38 },
  yaxis: { title: { text: '% of rows' }, rangemode: 'tozero' },
  xaxis: { type: 'category', tickangle: bins > 6 ? -35 : 0 },
});

const shortLabel = (label: string): string => (label.length > 16 ? `${label.slice(0, 15)}…` : label);

/** Where training rows fell, and where the asked rows fall now. */
export function DriftBins({ result }: { result: DriftResult }) {
  const traces = useMemo(() => {
    const sum = (pick: 'referenceRows' | 'currentRows') =>
      Math.max(
        1,
        result.bins.reduce((total, bin) => total + bin[pick], 0),
      );
    const used = result.bins.filter((bin) => bin.referenceRows > 0 || bin.currentRows > 0);
    const bar = (name: string, pick: 'referenceRows' | 'currentRows', color: string) => ({
      type: 'bar',
      name,
      x: used.map((bin) => shortLabel(bin.label)),
      y: used.map((bin) => (bin[pick] / sum(pick)) * 100),
      customdata: used.map((bin) => bin[pick]),
      hovertemplate: '%{y:.1f} % (%{customdata:,} rows)<br>%{x}<extra></extra>',
      marker: { color },
    });
    const now = result.status === 'drifted' ? 'var(--st-failed)' : 'var(--accent)';
    return [bar('training', 'referenceRows', 'var(--wire-strong)'), bar('now', 'currentRows', now)];
  }, [result]);
  const shape = useMemo(
    () => layout(result.bins.filter((bin) => bin.referenceRows > 0 || bin.currentRows > 0).length),
    [result],
  );
  const rows = result.bins.reduce((total, bin) => total + bin.currentRows, 0);
  return (
    <div className={styles.bins}>
      <h3 className={styles.subhead}>
        {result.name}
        <span>
          {formatInteger(rows)} rows now
          {result.psi === null ? '' : ` · PSI ${formatDecimal(result.psi, 3)}`}
        </span>
      </h3>
      <p className={styles.sentence}>{result.sentence}</p>
      <Plot traces={traces} layout={shape} height={248} label={`Rows of ${result.name} by bin, training and now`} />
    </div>
  );
}

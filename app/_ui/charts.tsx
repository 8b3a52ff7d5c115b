import styles from './charts.module.css';
import { classNames } from './class-names';
import type { StateKind } from './vocabulary';

export interface HistogramProps {
  /** Heights of the bins, any unit. */
  bins: readonly number[];
  /** Stands at the end in amber: how many are missing. */
  missing?: number;
  /** Bins painted as changed. */
  highlight?: readonly number[];
  width?: number | string;
  height?: number;
  label?: string;
}

/** A tiny distribution: no axis, only its shape. */
export function Histogram({ bins, missing = 0, highlight, width = '100%', height = 18, label }: HistogramProps) {
  const all = missing > 0 ? [...bins, missing] : bins;
  const top = Math.max(1e-9, ...all);
  const gap = all.length <= 4 ? 3 : 1;
  const step = (80 + gap) / Math.max(1, all.length);
  return (
    <svg
      className={styles.block}
      width={width}
      height={height}
      viewBox="0 0 80 18"
      preserveAspectRatio="none"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {all.map((value, index) => {
        const tall = value > 0 ? Math.max(1, (value / top) * 18) : 0;
        const gone = missing > 0 && index === bins.length;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
            key={index}
            className={classNames(
              styles.bin,
              gone && styles.binMissing,
              !gone && highlight?.includes(index) && styles.binChanged,
            )}
            x={index * step}
            y={18 - tall}
            width={Math.max(0.5, step - gap)}
            height={tall}
          />
        );
      })}
    </svg>
  );
}

export interface SparklineProps {
  values: readonly number[];
  width?: number;
  height?: number;
  tone?: 'neutral' | 'accent' | 'warn' | 'bad';
  /** A dashed line at this value. */
  limit?: number;
  label: string;
}

/** A line with a soft ground, scaled to itself. */
export function Sparkline({ values, width = 80, height = 20, tone = 'neutral', limit, label }: SparklineProps) {
  const known = limit === undefined ? values : [...values, limit];
  const low = Math.min(...known);
  const span = Math.max(1e-9, Math.max(...known) - low);
  const x = (index: number) => 1 + (index / Math.max(1, values.length - 1)) * (width - 2);
  const y = (value: number) => height - 3 - ((value - low) / span) * (height - 6);
  const line = values
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
  return (
    <svg className={styles.spark} data-tone={tone} width={width} height={height} role="img" aria-label={label}>
      {values.length > 1 ? (
        <path d={`${line}L${width - 1} ${height}L1 ${height}Z`} fill="currentColor" opacity=".1" />
      ) : null}
      <path d={line} fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" />
      {limit === undefined ? null : (
        <path d={`M1 ${y(limit)}H${width - 1}`} stroke="var(--st-failed)" strokeWidth="1" strokeDasharray="2 2" />
      )}
    </svg>
  );
}

export interface RunBarsProps {
  /** Oldest first; `size` is 0 to 1 (the share of the longest). */
  runs: readonly { kind: StateKind; size: number }[];
  label: string;
}

/** The last runs: height is duration, failed ones are hollow, the newest is full. */
export function RunBars({ runs, label }: RunBarsProps) {
  return (
    <svg className={styles.inline} width={runs.length * 6} height={20} role="img" aria-label={label}>
      {runs.map((run, index) => {
        const tall = Math.round(5 + Math.min(1, Math.max(0, run.size)) * 11);
        const key = `run-${index}`;
        return run.kind === 'failed' ? (
          <rect
            key={key}
            x={index * 6 + 0.6}
            y={20 - tall + 0.6}
            width="2.8"
            height={tall - 1.2}
            rx=".8"
            fill="none"
            stroke="var(--st-failed)"
            strokeWidth="1.2"
          />
        ) : (
          <rect
            key={key}
            x={index * 6}
            y={20 - tall}
            width="4"
            height={tall}
            rx="1"
            fill={`var(--st-${run.kind})`}
            opacity={index === runs.length - 1 ? 1 : 0.76}
          />
        );
      })}
    </svg>
  );
}

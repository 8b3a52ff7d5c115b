import { formatDecimal } from '@/app/_ui/figures';
import styles from '../endpoints.module.css';

/** One check of one column; null where it could not be judged. */
export interface DriftPoint {
  readonly psi: number | null;
  readonly status: string;
}

const hues: Readonly<Record<string, string>> = {
  ok: 'var(--wire-strong)',
  warning: 'var(--st-unset)',
  drifted: 'var(--st-failed)',
};

/** PSI over the checks, oldest first, under a dashed limit; what was not judged is hollow. */
export function DriftBars({ points, limit, name }: { points: readonly DriftPoint[]; limit: number; name: string }) {
  const top = Math.max(limit * 1.3, ...points.map((point) => Math.min(point.psi ?? 0, limit * 3)));
  const slots = Math.max(24, points.length);
  const step = 240 / slots;
  const last = points.at(-1);
  return (
    <svg
      className={styles.driftBars}
      viewBox="0 0 240 28"
      preserveAspectRatio="none"
      role="img"
      aria-label={`PSI of ${name} over ${points.length} checks, last ${last?.psi == null ? 'not judged' : formatDecimal(last.psi, 2)}`}
    >
      {points.map((point, index) => {
        const x = (slots - points.length + index) * step;
        const judged = point.status !== 'too_few_rows' && point.psi !== null;
        const tall = judged ? Math.max(1.5, (Math.min(point.psi ?? 0, top) / top) * 26) : 5;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a check is its place
            key={index}
            x={x + step * 0.12}
            y={28 - tall}
            width={step * 0.76}
            height={tall}
            fill={judged ? (hues[point.status] ?? 'var(--wire-strong)') : 'none'}
            stroke={judged ? undefined : 'var(--line-strong)'}
            strokeDasharray={judged ? undefined : '2 2'}
            vectorEffect="non-scaling-stroke"
          />
        );
      })}
      <path
        d={`M0 ${28 - (limit / top) * 26}H240`}
        stroke="var(--st-failed)"
        strokeWidth="1"
        strokeDasharray="2 3"
        opacity=".7"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

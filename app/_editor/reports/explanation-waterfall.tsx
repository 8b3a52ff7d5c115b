import type { CSSProperties } from 'react';
import styles from './explanation.module.css';
import { signed } from './explanation-words';

export interface WaterfallProps {
  /** Where it starts: what the model answers on average. */
  base: number;
  /** By falling size they are added to the base. */
  parts: readonly {
    readonly column: string;
    readonly value: string;
    readonly contribution: number;
    readonly isChanged?: boolean;
  }[];
  /** How a total is written. */
  written: (value: number) => string;
  /** What it explains, in words: “log-odds of churn = Yes”. */
  label: string;
  /** Where it ends, in words. */
  end?: string;
  /** Lines before the rest is added up. */
  most?: number;
}

/** From the expected answer to this row's, one column at a time. A list for screen readers, bars for eyes. */
export function Waterfall({ base, parts, written, label, end, most = 10 }: WaterfallProps) {
  const sorted = [...parts].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const shown = sorted.length <= most + 1 ? sorted : sorted.slice(0, most);
  const rest = sorted.slice(shown.length);
  const lines = shown.map(({ contribution, ...words }) => ({ ...words, contribution }));
  if (rest.length > 0) {
    const contribution = rest.reduce((sum, part) => sum + part.contribution, 0);
    lines.push({ column: `${rest.length} other columns`, value: '', contribution });
  }
  let total = base;
  const steps = lines.map((line) => {
    const from = total;
    total += line.contribution;
    return { ...line, from, to: total };
  });
  const ends = [base, ...steps.map(({ to }) => to)];
  const [least, greatest] = [Math.min(...ends), Math.max(...ends)];
  const span = greatest - least || 1;
  const at = (value: number) => `${((value - least) / span) * 100}%`;
  return (
    <ol className={styles.waterfall} aria-label={label}>
      <li>
        <span className={styles.muted}>on average</span>
        <span className={styles.track}>
          <u style={{ left: at(base) }} />
        </span>
        <span className={styles.figure}>{written(base)}</span>
      </li>
      {steps.map(({ column, value, contribution, from, to, isChanged }) => (
        <li key={column} data-changed={isChanged || undefined}>
          <span className={styles.what} title={value ? `${column} = ${value}` : column}>
            <b>{column}</b>
            {value ? <span>{value}</span> : null}
            {isChanged ? <em>changed</em> : null}
          </span>
          <span className={styles.track} aria-hidden>
            <i
              data-down={contribution < 0 || undefined}
              style={
                {
                  left: at(Math.min(from, to)),
                  width: `max(2px, ${(Math.abs(to - from) / span) * 100}%)`,
                } as CSSProperties
              }
            />
          </span>
          <span className={styles.figure} data-down={contribution < 0 || undefined}>
            {signed(contribution)}
          </span>
        </li>
      ))}
      <li data-end>
        <span>{end ?? 'this row'}</span>
        <span className={styles.track}>
          <u style={{ left: at(total) }} />
        </span>
        <span className={styles.figure}>{written(total)}</span>
      </li>
    </ol>
  );
}

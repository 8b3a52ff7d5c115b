import type { ReactNode } from 'react';
import styles from './key-figure.module.css';

export interface KeyFigureProps {
  label: string;
  value: ReactNode;
  unit?: string;
  /** One line below: what it is measured against. */
  sub?: ReactNode;
  tone?: 'plain' | 'good' | 'warn' | 'bad';
  /** The one large figure of a block. */
  large?: boolean;
  /** The line stands beside the value instead of below. */
  inline?: boolean;
}

export function KeyFigure({ label, value, unit, sub, tone = 'plain', large, inline }: KeyFigureProps) {
  return (
    <div className={styles.figure} data-large={large || undefined} data-inline={inline || undefined}>
      <span className={styles.label}>{label}</span>
      <b className={styles.value}>
        {value}
        {unit ? <i>{unit}</i> : null}
      </b>
      {sub ? (
        <span className={styles.sub} data-tone={tone}>
          {sub}
        </span>
      ) : null}
    </div>
  );
}

/** Key figures in a line, a hairline between them. */
export function KeyFigures({ children, label }: { children: ReactNode; label: string }) {
  return (
    <section className={styles.line} aria-label={label}>
      {children}
    </section>
  );
}

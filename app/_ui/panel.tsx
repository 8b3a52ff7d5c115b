import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './panel.module.css';

export interface PanelProps {
  title?: ReactNode;
  /** Muted, behind the title. */
  note?: ReactNode;
  /** At the right of the title line. */
  actions?: ReactNode;
  /** A sunken line at the foot. */
  foot?: ReactNode;
  children?: ReactNode;
  /** No padding: tables and charts go to the edge. */
  flush?: boolean;
  className?: string;
}

/** A bordered part of a page. */
export function Panel({ title, note, actions, foot, children, flush, className }: PanelProps) {
  return (
    <section className={classNames(styles.panel, className)} aria-label={typeof title === 'string' ? title : undefined}>
      {title ? (
        <header className={styles.head}>
          <h2>{title}</h2>
          {note ? <span className={styles.note}>{note}</span> : null}
          {actions ? <span className={styles.actions}>{actions}</span> : null}
        </header>
      ) : null}
      <div className={classNames(styles.body, flush && styles.flush)}>{children}</div>
      {foot ? <footer className={styles.foot}>{foot}</footer> : null}
    </section>
  );
}

export interface SectionProps {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of the inspector: hairline above, title, content. */
export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header className={styles.sectionHead}>
        <h3>{title}</h3>
        {note ? <span className={styles.note}>{note}</span> : null}
        {actions ? <span className={styles.actions}>{actions}</span> : null}
      </header>
      {children}
    </section>
  );
}

export interface FieldProps {
  label: ReactNode;
  /** The id of the control. */
  htmlFor?: string;
  /** Below the control: what it does. */
  hint?: ReactNode;
  /** Below the control: what is wrong, in words a person can act on. */
  problem?: ReactNode;
  /** Label above the control, for wide controls. */
  stacked?: boolean;
  required?: boolean;
  children: ReactNode;
}

/** A label and its control, in one line. */
export function Field({ label, htmlFor, hint, problem, stacked, required, children }: FieldProps) {
  return (
    <div className={classNames(styles.field, stacked && styles.stacked)}>
      <label htmlFor={htmlFor}>
        {label}
        {required ? <span className={styles.required}> required</span> : null}
      </label>
      <div className={styles.control}>
        {children}
        {problem ? (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        ) : hint ? (
          <p className={styles.hint}>{hint}</p>
        ) : null}
      </div>
    </div>
  );
}

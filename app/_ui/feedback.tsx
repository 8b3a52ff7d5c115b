import type { ReactNode } from 'react';
import styles from './feedback.module.css';
import { Icon } from './icon';
import type { LucideIcon } from './icons';
import type { StateKind } from './vocabulary';

export interface EmptyStateProps {
  icon?: LucideIcon | string;
  /** What is not here yet. */
  title: string;
  /** What it is for and how it gets here. */
  children?: ReactNode;
  actions?: ReactNode;
  /** Keys or steps below, as a small list. */
  steps?: readonly ReactNode[];
}

/** An empty place that teaches. */
export function EmptyState({ icon, title, children, actions, steps }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon ? (
        <span className={styles.emptyIcon}>
          <Icon icon={icon} />
        </span>
      ) : null}
      <h3>{title}</h3>
      {children ? <p>{children}</p> : null}
      {steps ? (
        <ol className={styles.steps}>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one empty state never change their order
            <li key={index}>{step}</li>
          ))}
        </ol>
      ) : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}

export interface ProgressProps {
  /** 0 to 1; null while the share is not known yet. */
  value: number | null;
  label: string;
  kind?: StateKind;
  height?: number;
}

/** A striped line that fills with the share done. */
export function Progress({ value, label, kind = 'running', height = 4 }: ProgressProps) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <div
      className={styles.progress}
      data-st={kind}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      style={{ height }}
    >
      <i
        className={share === null ? styles.unknown : styles.known}
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}

/** The place of something that is being fetched. Give it the size of what will come. */
export function Skeleton({ width = '100%', height = 12 }: { width?: number | string; height?: number | string }) {
  return <span className={styles.skeleton} style={{ width, height }} aria-hidden />;
}

export interface NoteProps {
  tone?: 'plain' | 'good' | 'warn' | 'bad';
  /** What happened. */
  title?: ReactNode;
  /** What still holds, and what to do. */
  children?: ReactNode;
  actions?: ReactNode;
  glyph?: ReactNode;
}

/** A message in its place: beside the setting, in the panel, on the page. */
export function Note({ tone = 'plain', title, children, actions, glyph }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      {glyph ? <span className={styles.noteGlyph}>{glyph}</span> : null}
      <div className={styles.noteWords}>
        {title ? <b>{title}</b> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div className={styles.noteActions}>{actions}</div> : null}
      </div>
    </div>
  );
}

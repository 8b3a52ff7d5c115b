import type { ReactNode } from 'react';
import styles from './kit.module.css';

/** A titled part of the kit. */
export function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>
        {title}
        {note ? <span>{note}</span> : null}
      </h2>
      {children}
    </section>
  );
}

/** A captioned line of examples. */
export function Line({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span>{caption}</span>
      <div>{children}</div>
    </div>
  );
}

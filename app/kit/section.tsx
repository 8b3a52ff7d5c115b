'use client';

import { createContext, type ReactNode, useContext } from 'react';
import styles from './kit.module.css';

export type ShownThemes = readonly ('light' | 'dark' | 'page')[];

/** In which themes every part is drawn: that of the page, or both beside each other. */
export const ThemesShown = createContext<ShownThemes>(['page']);

export const anchorOf = (title: string): string => title.toLowerCase().replace(/\W+/g, '-');

/** A titled part of the kit. */
export function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  const themes = useContext(ThemesShown);
  return (
    <section className={styles.part} id={anchorOf(title)} aria-label={title} data-both={themes.length > 1 || undefined}>
      <h2>
        {title}
        {note ? <span>{note}</span> : null}
      </h2>
      {themes.map((theme) => (
        <div key={theme} className={styles.themed} data-theme={theme === 'page' ? undefined : theme}>
          {children}
        </div>
      ))}
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

const looks = ['rest', 'hover', 'focus', 'pressed'] as const;

/** The same thing as it looks untouched, pointed at, reached by a key and held down; then what else is given. */
export function Looks({ caption, of, more }: { caption: string; of: ReactNode; more?: ReactNode }) {
  return (
    <Line caption={caption}>
      {looks.map((look) => (
        <span key={look} className={styles.look} data-forced={look === 'rest' ? undefined : look}>
          {of}
          <small>{look}</small>
        </span>
      ))}
      {more}
    </Line>
  );
}

/** One further look, named below: disabled, an error, on its way, a long text. */
export function Look({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={styles.look}>
      {children}
      <small>{name}</small>
    </span>
  );
}

import Link from 'next/link';
import type { ReactNode } from 'react';
import styles from './breadcrumb.module.css';

export interface Crumb {
  label: ReactNode;
  href?: string;
}

/** A name may be cut: it is read in full by pointing at it. */
const wordsOf = (label: ReactNode): string | undefined => (typeof label === 'string' ? label : undefined);

/** Where this page stands. The last crumb is the page itself. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className={styles.list}>
        {items.map((item, index) => {
          const last = index === items.length - 1;
          return (
            <li key={item.href ?? `crumb-${index}`} className={last ? styles.here : styles.crumb}>
              {item.href && !last ? (
                <Link href={item.href} dir="auto" title={wordsOf(item.label)}>
                  {item.label}
                </Link>
              ) : (
                <span dir="auto" title={wordsOf(item.label)}>
                  {item.label}
                </span>
              )}
              {last ? null : <i aria-hidden>/</i>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

'use client';

import styles from './trace.module.css';
import { useLitColumns } from './trace-provider';

const shownAtMost = 2;

/** On a card: what the traced column is called there. */
export function TraceChip({ node }: { node: string }) {
  const names = useLitColumns()?.names.get(node);
  if (!names) return null;
  const shown = names.slice(0, shownAtMost).join(', ');
  const more = names.length - shownAtMost;
  return (
    <span className={styles.chip} data-trace title={names.join(', ')}>
      {more > 0 ? `${shown} +${more}` : shown}
    </span>
  );
}

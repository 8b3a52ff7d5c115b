'use client';

import { Maximize, X } from 'lucide-react';
import { IconButton } from '@/app/_ui/icon-button';
import { useEditor } from '../editor';
import styles from './trace.module.css';
import { useLitColumns } from './trace-provider';

/** Above the canvas while a column is traced: what is shown, and the way out. */
export function TraceBar() {
  const editor = useEditor();
  const lit = useLitColumns();
  if (!lit) return null;
  const { trace, at, names } = lit;
  const origins = new Set(
    trace.above
      .filter((hop) => !trace.above.some((other) => sameEnd(other.to, hop.from)))
      .map((hop) => hop.from.column),
  );
  return (
    <div className={styles.bar} role="status">
      <b>{at.column}</b>
      <span>
        {origins.size > 0 ? `from ${words([...origins])}, ` : 'begins here, '}
        {names.size === 1 ? 'on one node' : `through ${names.size} nodes`}
        {trace.reads.length > 0 ? `, read ${trace.reads.length === 1 ? 'once' : `${trace.reads.length} times`}` : ''}
      </span>
      <IconButton
        size="s"
        icon={Maximize}
        label="Bring all of it into sight"
        onClick={() => editor.canvas?.fit([...names.keys()])}
      />
      <IconButton
        size="s"
        icon={X}
        label="Stop tracing"
        keys="Esc"
        onClick={() => editor.view.setState({ traced: undefined })}
      />
    </div>
  );
}

const sameEnd = (
  a: { node: string; port: string; column: string },
  b: { node: string; port: string; column: string },
): boolean => a.node === b.node && a.port === b.port && a.column === b.column;

const words = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

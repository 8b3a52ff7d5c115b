'use client';

import { Binary, Ellipsis, TextCursorInput, Waypoints } from 'lucide-react';
import { IconButton } from '@/app/_ui/icon-button';
import { Menu } from '@/app/_ui/menu';
import type { ColumnPlace } from '@/server/compiler/columns/trace-column';
import { useEditor, useView } from '../editor';
import styles from './inspector.module.css';

function useTracing(place: ColumnPlace) {
  const editor = useEditor();
  const isTraced = useView(({ traced }) => JSON.stringify(traced) === JSON.stringify(place));
  return { isTraced, toggle: () => editor.view.setState({ traced: isTraced ? undefined : place }) };
}

/** Pressing it shows on the canvas where the column comes from and what it feeds. */
export function ColumnName({ place, title }: { place: ColumnPlace; title: string }) {
  const { isTraced, toggle } = useTracing(place);
  return (
    <button type="button" className={styles.columnName} title={title} aria-pressed={isTraced} onClick={toggle}>
      {place.column}
    </button>
  );
}

export function ColumnMenu({ place }: { place: ColumnPlace }) {
  const editor = useEditor();
  const { isTraced, toggle } = useTracing(place);
  const change = (kind: 'rename' | 'retype') => editor.view.setState({ changing: { at: place, kind } });
  return (
    <Menu
      align="end"
      trigger={
        <IconButton size="s" icon={Ellipsis} label={`More about ${place.column}`} className={styles.columnMore} />
      }
      entries={[
        { label: isTraced ? 'Stop tracing' : 'Trace on the canvas', icon: Waypoints, onSelect: toggle },
        { kind: 'separator' },
        { label: 'Rename everywhere…', icon: TextCursorInput, onSelect: () => change('rename') },
        { label: 'Change type…', icon: Binary, onSelect: () => change('retype') },
      ]}
    />
  );
}

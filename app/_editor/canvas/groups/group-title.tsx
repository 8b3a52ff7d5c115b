'use client';

import { useEffect, useRef, useState } from 'react';
import type { Group } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor } from '../../editor';
import { drawnGroup } from '../drawn-ids';
import styles from './groups.module.css';

/** The title while it is written: Enter and a press elsewhere take it, Escape leaves it as it was. */
export function GroupTitleInput({ id, group }: { id: string; group: Group }) {
  const editor = useEditor();
  const [title, setTitle] = useState(group.title);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  const close = (takes: boolean) => {
    const drawn = drawnGroup(id);
    if (editor.view.getState().editing !== drawn) return;
    editor.view.setState({ editing: undefined });
    if (takes)
      editor.document.getState().dispatch([{ kind: 'set-group', id, set: { title: title.trim() } }], 'Rename group');
  };
  return (
    <input
      ref={input}
      className={`${styles.input} nodrag nopan`}
      value={title}
      maxLength={80}
      size={Math.max(8, title.length)}
      dir="auto"
      aria-label="Title of the group"
      placeholder="Group"
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => close(true)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') close(true);
        if (event.key === 'Escape') close(false);
      }}
    />
  );
}

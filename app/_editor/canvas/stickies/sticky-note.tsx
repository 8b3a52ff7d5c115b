'use client';

import type { NodeProps } from '@xyflow/react';
import dynamic from 'next/dynamic';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from '@/app/_ui/class-names';
import type { Sticky } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor, useView } from '../../editor';
import { drawnSticky } from '../drawn-ids';
import hues from '../hues.module.css';
import styles from './stickies.module.css';
import { openStickyMenu } from './sticky-menu';
import type { StickyNode } from './sticky-nodes';
import { useStickyResize } from './use-sticky-resize';

/** Markdown is loaded when there is a note to be read. */
const Markdown = dynamic(() => import('@/app/_ui/markdown').then((module) => module.Markdown), { ssr: false });

/** A note on the canvas: markdown to read, its source to write in place. */
export const StickyNoteView = memo(function StickyNoteView({ data: { id, sticky }, selected }: NodeProps<StickyNode>) {
  const editor = useEditor();
  const isEditing = useView((state) => state.editing === drawnSticky(id));
  const [size, resize] = useStickyResize(id, sticky);
  const root = useRef<HTMLDivElement>(null);
  const label = `Note: ${firstWords(sticky.text)}`;
  // The element that takes the focus is React Flow's.
  useLayoutEffect(() => root.current?.closest('.react-flow__node')?.setAttribute('aria-label', label), [label]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the note does the same by keys
    <div
      ref={root}
      className={classNames(styles.note, hues.hued)}
      data-hue={sticky.color}
      data-selected={selected || undefined}
      style={{ width: size.width, height: size.height }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        editor.view.setState({ editing: drawnSticky(id) });
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        openStickyMenu(editor, id, { x: event.clientX, y: event.clientY });
      }}
    >
      {isEditing ? (
        <Source id={id} sticky={sticky} />
      ) : sticky.text.trim() === '' ? (
        <p className={styles.empty}>Double click or press Enter to write</p>
      ) : (
        <div className={styles.text} dir="auto">
          <Markdown>{sticky.text}</Markdown>
        </div>
      )}
      <span className={classNames(styles.corner, 'nodrag nopan')} aria-hidden {...resize} />
    </div>
  );
});

const firstWords = (text: string): string => text.trim().split('\n')[0]?.slice(0, 60) || 'empty';

/** Written as one goes; Escape, Mod+Enter and a press elsewhere end it. */
function Source({ id, sticky }: { id: string; sticky: Sticky }) {
  const editor = useEditor();
  const field = useRef<HTMLTextAreaElement>(null);
  const [session] = useState(() => `sticky ${id} ${Date.now()}`);
  useLayoutEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const end = () => {
    if (editor.view.getState().editing !== drawnSticky(id)) return;
    editor.view.setState({ editing: undefined });
  };
  return (
    <textarea
      ref={field}
      className={classNames(styles.source, 'nodrag nopan nowheel')}
      value={sticky.text}
      maxLength={4000}
      dir="auto"
      aria-label="Text of the note, markdown"
      placeholder="Why is it drawn so? **Markdown** works."
      onChange={(event) =>
        editor.document
          .getState()
          .dispatch([{ kind: 'set-sticky', id, set: { text: event.target.value } }], 'Write a note', { slot: session })
      }
      onBlur={end}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.metaKey || event.ctrlKey))) return;
        event.preventDefault();
        end();
        editor.canvas?.focus(drawnSticky(id));
      }}
    />
  );
}

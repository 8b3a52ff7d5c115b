'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import styles from './list-at.module.css';

interface ListAtProps {
  /** On screen. */
  at: Position;
  width: number;
  /** The most it takes: it stays within the window. */
  height: number;
  onClose: () => void;
  children: ReactNode;
}

/** A floating list at a point of the screen. It closes by Escape and by a press elsewhere, and gives the focus back. */
export function ListAt({ at, width, height, onClose, children }: ListAtProps) {
  const root = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Element)) close.current();
    };
    window.addEventListener('pointerdown', onDown, true);
    return () => window.removeEventListener('pointerdown', onDown, true);
  }, []);

  const before = useRef<Element | null>(null);
  const onFocus = (event: React.FocusEvent) => {
    if (before.current === null && event.relatedTarget instanceof Element) before.current = event.relatedTarget;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  const left = Math.max(8, Math.min(at.x + 4, window.innerWidth - width - 8));
  const top = Math.max(8, Math.min(at.y - 20, window.innerHeight - height - 8));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list inside is the control; this only closes it
    <div ref={root} className={styles.list} style={{ left, top, width }} onKeyDown={onKeyDown} onFocus={onFocus}>
      {children}
    </div>
  );
}

'use client';

import { type KeyboardEvent, type PointerEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import styles from './splitter.module.css';

export interface SplitterProps {
  /** `row`: side by side, `column`: one above the other. */
  direction?: 'row' | 'column';
  /** The panel whose size is set; the other takes the rest. */
  sized?: 'start' | 'end';
  /** Pixels. */
  initial: number;
  min?: number;
  max?: number;
  /** What the handle moves: "Width of the inspector". */
  label: string;
  /** Remembers the size in this browser. */
  storageKey?: string;
  /** Folds the sized panel away, without forgetting its size. */
  collapsed?: boolean;
  children: readonly [ReactNode, ReactNode];
  className?: string;
}

/** Two panels and a handle between them. Arrow keys move it, Home and End go to the limits, a double click resets. */
export function Splitter({
  direction = 'row',
  sized = 'start',
  initial,
  min = 120,
  max = 1200,
  label,
  storageKey,
  collapsed,
  children,
  className,
}: SplitterProps) {
  const [size, setSize] = useState(initial);
  const root = useRef<HTMLDivElement>(null);
  const drag = useRef<{ from: number; size: number } | null>(null);

  const bounded = useCallback(
    (next: number) => {
      const room = root.current
        ? (direction === 'row' ? root.current.clientWidth : root.current.clientHeight) - 80
        : Number.POSITIVE_INFINITY;
      return Math.round(Math.max(min, Math.min(max, Math.max(min, room), next)));
    },
    [direction, min, max],
  );

  useEffect(() => {
    if (!storageKey) return;
    try {
      const stored = Number(window.localStorage.getItem(storageKey));
      if (stored > 0) setSize(bounded(stored));
    } catch {
      return;
    }
  }, [storageKey, bounded]);

  const keep = (next: number) => {
    setSize(next);
    if (!storageKey) return;
    try {
      window.localStorage.setItem(storageKey, String(next));
    } catch {
      return;
    }
  };
  const sign = sized === 'start' ? 1 : -1;
  const position = (event: PointerEvent) => (direction === 'row' ? event.clientX : event.clientY);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 48 : 8;
    const forward = direction === 'row' ? 'ArrowRight' : 'ArrowDown';
    const back = direction === 'row' ? 'ArrowLeft' : 'ArrowUp';
    const next =
      event.key === forward
        ? size + sign * step
        : event.key === back
          ? size - sign * step
          : event.key === 'Home'
            ? min
            : event.key === 'End'
              ? max
              : null;
    if (next === null) return;
    event.preventDefault();
    keep(bounded(next));
  };

  const handle = collapsed ? null : (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be focused and moved
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      className={styles.handle}
      onKeyDown={onKeyDown}
      onDoubleClick={() => keep(bounded(initial))}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus({ preventScroll: true });
        drag.current = { from: position(event), size };
      }}
      onPointerMove={(event) => {
        if (drag.current) setSize(bounded(drag.current.size + sign * (position(event) - drag.current.from)));
      }}
      onPointerUp={() => {
        if (drag.current) keep(size);
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
  const basis = { flex: `0 0 ${size}px` };
  const [start, end] = children;
  return (
    <div ref={root} className={classNames(styles.root, styles[direction], className)}>
      {collapsed && sized === 'start' ? null : (
        <div className={styles.panel} style={sized === 'start' ? basis : undefined}>
          {start}
        </div>
      )}
      {handle}
      {collapsed && sized === 'end' ? null : (
        <div className={styles.panel} style={sized === 'end' ? basis : undefined}>
          {end}
        </div>
      )}
    </div>
  );
}

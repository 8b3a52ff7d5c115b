'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button';
import { useReturnFocus } from './return-focus';
import styles from './sheet.module.css';

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Muted, behind the title. */
  note?: ReactNode;
  /** At the right of the title line, before the cross. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A dialog over the whole screen, for what is too wide for a panel: a report. It scrolls inside. */
export function Sheet({ open, onOpenChange, title, note, actions, children }: SheetProps) {
  const returning = useReturnFocus(focusWhole);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.veil} />
        <Primitive.Content className={styles.sheet} aria-describedby={undefined} {...returning}>
          <header className={styles.head}>
            <Primitive.Title className={styles.title}>{title}</Primitive.Title>
            {note ? <span className={styles.note}>{note}</span> : null}
            <span className={styles.actions}>
              {actions}
              <Primitive.Close asChild>
                <IconButton label="Close" keys="Esc" icon={X} />
              </Primitive.Close>
            </span>
          </header>
          <div className={styles.body}>{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The cross would show its tooltip when focused, and take the first Escape for that. */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

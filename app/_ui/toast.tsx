'use client';

import { X } from 'lucide-react';
import { Toast as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { StateGlyph, WarningGlyph } from './glyphs';
import { IconButton } from './icon-button';
import styles from './toast.module.css';

export interface ToastMessage {
  title: string;
  description?: string;
  tone?: 'plain' | 'good' | 'warn' | 'bad';
  /** One thing to do about it. */
  action?: { label: string; onSelect: () => void };
  /** Milliseconds on screen; bad news stays until it is closed. */
  duration?: number;
}

interface Shown extends ToastMessage {
  id: number;
}

const useToasts = create<{ messages: Shown[]; next: number }>(() => ({ messages: [], next: 1 }));

/** Tells of something global. What belongs to a node is said at the node. */
export function toast(message: ToastMessage): void {
  useToasts.setState(({ messages, next }) => ({
    messages: [...messages, { ...message, id: next }].slice(-3),
    next: next + 1,
  }));
}

function dismiss(id: number): void {
  useToasts.setState(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) }));
}

const marks: Record<NonNullable<ToastMessage['tone']>, ReactNode> = {
  plain: null,
  good: <StateGlyph kind="done" />,
  warn: <WarningGlyph />,
  bad: <StateGlyph kind="failed" />,
};

export function Toaster() {
  const messages = useToasts((state) => state.messages);
  return (
    <Primitive.Provider swipeDirection="right" duration={5000}>
      {messages.map((message) => (
        <Primitive.Root
          key={message.id}
          className={styles.toast}
          duration={message.duration ?? (message.tone === 'bad' ? Number.POSITIVE_INFINITY : 5000)}
          type={message.tone === 'bad' ? 'foreground' : 'background'}
          onOpenChange={(open) => {
            if (!open) dismiss(message.id);
          }}
        >
          <span className={styles.mark} data-tone={message.tone}>
            {marks[message.tone ?? 'plain']}
          </span>
          <div className={styles.words}>
            <Primitive.Title className={styles.title}>{message.title}</Primitive.Title>
            {message.description ? (
              <Primitive.Description className={styles.description}>{message.description}</Primitive.Description>
            ) : null}
            {message.action ? (
              <Primitive.Action asChild altText={message.action.label}>
                <button type="button" className={styles.action} onClick={message.action.onSelect}>
                  {message.action.label}
                </button>
              </Primitive.Action>
            ) : null}
          </div>
          <Primitive.Close asChild>
            <IconButton label="Close" icon={X} size="s" tooltipSide="left" />
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport className={styles.viewport} />
    </Primitive.Provider>
  );
}

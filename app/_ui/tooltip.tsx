'use client';

import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Kbd } from './kbd';
import styles from './tooltip.module.css';

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={420} skipDelayDuration={240}>
      {children}
    </Primitive.Provider>
  );
}

export interface TooltipProps {
  content: ReactNode;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that can take a ref and pointer events. */
  children: ReactNode;
}

export function Tooltip({ content, keys, side = 'top', children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={styles.tip} side={side} sideOffset={6} collisionPadding={8}>
          {content}
          {keys ? <Kbd>{keys}</Kbd> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

'use client';

import { Popover as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import floating from './floating.module.css';

export interface PopoverProps {
  /** One element: a Button, a Chip, an IconButton. */
  trigger: ReactNode;
  children: ReactNode;
  label?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  /** No padding: the content brings its own. */
  flush?: boolean;
  width?: number;
}

export function Popover({
  trigger,
  children,
  label,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
  flush,
  width,
}: PopoverProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          style={width ? { width } : undefined}
          className={classNames(floating.panel, floating.popover, flush && floating.flush)}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

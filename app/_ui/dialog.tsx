'use client';

import { X } from 'lucide-react';
import { AlertDialog as AlertPrimitive, Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import styles from './dialog.module.css';
import { IconButton } from './icon-button';
import { useReturnFocus } from './return-focus';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, the primary one last. */
  actions?: ReactNode;
  width?: number;
}

/** The first field takes the focus, or the last action; not the cross in the corner. */
function focusFirst(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const fields = event.currentTarget.querySelectorAll<HTMLElement>('input, textarea, [role="combobox"]');
  const actions = event.currentTarget.querySelectorAll<HTMLElement>('footer button');
  const first = fields[0] ?? actions[actions.length - 1] ?? event.currentTarget;
  event.preventDefault();
  first.focus();
}

export function Dialog({ open, onOpenChange, title, description, children, actions, width = 480 }: DialogProps) {
  const returning = useReturnFocus(focusFirst);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.veil} />
        <Primitive.Content
          className={styles.dialog}
          style={{ width }}
          {...returning}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className={styles.head}>
            <Primitive.Title className={styles.title}>{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton label="Close" keys="Esc" icon={X} size="s" />
            </Primitive.Close>
          </header>
          {description ? (
            <Primitive.Description className={styles.description}>{description}</Primitive.Description>
          ) : null}
          {children ? <div className={styles.body}>{children}</div> : null}
          {actions ? <footer className={styles.foot}>{actions}</footer> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: "Delete 3 nodes?" */
  title: string;
  /** What will happen and what still holds. */
  description: ReactNode;
  /** The verb: "Delete", "Roll back". */
  action: string;
  onAction: () => void;
  danger?: boolean;
  cancel?: string;
}

export function AlertDialog({
  open,
  onOpenChange,
  title,
  description,
  action,
  onAction,
  danger,
  cancel = 'Cancel',
}: AlertDialogProps) {
  const returning = useReturnFocus();
  return (
    <AlertPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <AlertPrimitive.Portal>
        <AlertPrimitive.Overlay className={styles.veil} />
        <AlertPrimitive.Content className={styles.dialog} style={{ width: 400 }} {...returning}>
          <header className={styles.head}>
            <AlertPrimitive.Title className={styles.title}>{title}</AlertPrimitive.Title>
          </header>
          <AlertPrimitive.Description className={styles.description}>{description}</AlertPrimitive.Description>
          <footer className={classNames(styles.foot, styles.bare)}>
            <AlertPrimitive.Cancel asChild>
              <Button>{cancel}</Button>
            </AlertPrimitive.Cancel>
            <AlertPrimitive.Action asChild>
              <Button variant={danger ? 'danger' : 'primary'} onClick={onAction}>
                {action}
              </Button>
            </AlertPrimitive.Action>
          </footer>
        </AlertPrimitive.Content>
      </AlertPrimitive.Portal>
    </AlertPrimitive.Root>
  );
}

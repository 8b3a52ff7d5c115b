'use client';

import { Check, ChevronRight } from 'lucide-react';
import { ContextMenu as ContextPrimitive, DropdownMenu as DropdownPrimitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import floating from './floating.module.css';
import { Icon } from './icon';
import type { LucideIcon } from './icons';
import { Kbd } from './kbd';

export type MenuEntry =
  | {
      kind?: 'item';
      label: string;
      onSelect: () => void;
      icon?: LucideIcon | string;
      hint?: string;
      keys?: string;
      danger?: boolean;
      disabled?: boolean;
      /** Set for entries that are switched on and off. */
      checked?: boolean;
    }
  | { kind: 'sub'; label: string; icon?: LucideIcon | string; entries: readonly MenuEntry[]; disabled?: boolean }
  | { kind: 'label'; label: string }
  | { kind: 'separator' };

type Parts = typeof DropdownPrimitive | typeof ContextPrimitive;

function Entries({ parts: Part, entries }: { parts: Parts; entries: readonly MenuEntry[] }) {
  let separators = 0;
  return entries.map((entry) => {
    switch (entry.kind) {
      case 'separator':
        separators += 1;
        return <Part.Separator key={`separator-${separators}`} className={floating.separator} />;
      case 'label':
        return (
          <Part.Label key={`label-${entry.label}`} className={floating.label}>
            {entry.label}
          </Part.Label>
        );
      case 'sub':
        return (
          <Part.Sub key={entry.label}>
            <Part.SubTrigger disabled={entry.disabled} className={floating.item}>
              {entry.icon ? <Icon icon={entry.icon} size="s" /> : null}
              <span className={floating.words}>{entry.label}</span>
              <Icon icon={ChevronRight} size="xs" />
            </Part.SubTrigger>
            <Part.Portal>
              <Part.SubContent
                className={classNames(floating.panel, floating.menu)}
                sideOffset={6}
                alignOffset={-5}
                collisionPadding={8}
              >
                <Entries parts={Part} entries={entry.entries} />
              </Part.SubContent>
            </Part.Portal>
          </Part.Sub>
        );
      default: {
        const inside = (
          <>
            {entry.icon ? <Icon icon={entry.icon} size="s" /> : null}
            <span className={floating.words}>
              <span>{entry.label}</span>
              {entry.hint ? <span className={floating.hint}>{entry.hint}</span> : null}
            </span>
            {entry.keys ? <Kbd>{entry.keys}</Kbd> : null}
          </>
        );
        if (entry.checked === undefined) {
          return (
            <Part.Item
              key={entry.label}
              disabled={entry.disabled}
              onSelect={entry.onSelect}
              data-danger={entry.danger || undefined}
              className={floating.item}
            >
              {inside}
            </Part.Item>
          );
        }
        return (
          <Part.CheckboxItem
            key={entry.label}
            checked={entry.checked}
            disabled={entry.disabled}
            onSelect={entry.onSelect}
            className={floating.item}
          >
            {inside}
            <span className={floating.tick}>{entry.checked ? <Icon icon={Check} size="s" /> : null}</span>
          </Part.CheckboxItem>
        );
      }
    }
  });
}

export interface MenuProps {
  /** One element: a Button, a Chip, an IconButton. */
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
}

/** Opens on a click or on Enter, Space and the down arrow. */
export function Menu({ trigger, entries, side = 'bottom', align = 'start' }: MenuProps) {
  return (
    <DropdownPrimitive.Root>
      <DropdownPrimitive.Trigger asChild>{trigger}</DropdownPrimitive.Trigger>
      <DropdownPrimitive.Portal>
        <DropdownPrimitive.Content
          side={side}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          className={classNames(floating.panel, floating.menu)}
        >
          <Entries parts={DropdownPrimitive} entries={entries} />
        </DropdownPrimitive.Content>
      </DropdownPrimitive.Portal>
    </DropdownPrimitive.Root>
  );
}

export interface MenuAtProps {
  /** On screen, in pixels. */
  at: { readonly x: number; readonly y: number };
  label: string;
  entries: readonly MenuEntry[];
  onClose: () => void;
  /** Takes the focus when the menu closes. */
  returnTo?: HTMLElement | null;
}

/** A menu at a point of the screen: of what was right-clicked, where a trigger cannot be wrapped around it. */
export function MenuAt({ at, label, entries, onClose, returnTo }: MenuAtProps) {
  return (
    <DropdownPrimitive.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownPrimitive.Trigger asChild>
        <span aria-hidden style={{ position: 'fixed', left: at.x, top: at.y, width: 0, height: 0 }} />
      </DropdownPrimitive.Trigger>
      <DropdownPrimitive.Portal>
        <DropdownPrimitive.Content
          aria-label={label}
          side="bottom"
          align="start"
          sideOffset={1}
          collisionPadding={8}
          className={classNames(floating.panel, floating.menu)}
          style={{ maxHeight: 'var(--radix-dropdown-menu-content-available-height)' }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnTo?.focus({ preventScroll: true });
          }}
        >
          <Entries parts={DropdownPrimitive} entries={entries} />
        </DropdownPrimitive.Content>
      </DropdownPrimitive.Portal>
    </DropdownPrimitive.Root>
  );
}

export interface ContextMenuProps {
  entries: readonly MenuEntry[];
  /** The element that is right-clicked; it must take a ref and `onContextMenu`. */
  children: ReactNode;
  disabled?: boolean;
}

/** Opens on a right click or on the menu key. */
export function ContextMenu({ entries, children, disabled }: ContextMenuProps) {
  return (
    <ContextPrimitive.Root>
      <ContextPrimitive.Trigger asChild disabled={disabled}>
        {children}
      </ContextPrimitive.Trigger>
      <ContextPrimitive.Portal>
        <ContextPrimitive.Content collisionPadding={8} className={classNames(floating.panel, floating.menu)}>
          <Entries parts={ContextPrimitive} entries={entries} />
        </ContextPrimitive.Content>
      </ContextPrimitive.Portal>
    </ContextPrimitive.Root>
  );
}

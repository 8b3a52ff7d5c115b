'use client';

import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Badge } from './badge';
import { classNames } from './class-names';
import styles from './tabs.module.css';

export interface TabItem<V extends string> {
  value: V;
  label: string;
  /** A count behind the word: 1 problem. */
  count?: number;
  countTone?: 'neutral' | 'bad';
  /** Behind the first, of what matters less: 3 warnings. */
  lesserCount?: number;
  disabled?: boolean;
}

export interface TabsProps<V extends string> {
  value: V;
  onChange: (value: V) => void;
  items: readonly TabItem<V>[];
  label: string;
  /** Right of the tabs, on the same line. */
  aside?: ReactNode;
  /** `TabPanel`s, one per item. */
  children?: ReactNode;
  className?: string;
  listClassName?: string;
}

export function Tabs<V extends string>({
  value,
  onChange,
  items,
  label,
  aside,
  children,
  className,
  listClassName,
}: TabsProps<V>) {
  return (
    <Primitive.Root
      value={value}
      onValueChange={(next) => {
        const item = items.find((candidate) => candidate.value === next);
        if (item) onChange(item.value);
      }}
      className={classNames(styles.root, className)}
    >
      <div className={classNames(styles.line, listClassName)}>
        <Primitive.List aria-label={label} className={styles.list}>
          {items.map((item) => (
            <Primitive.Trigger key={item.value} value={item.value} disabled={item.disabled} className={styles.tab}>
              {item.label}
              {item.count === undefined ? null : (
                <Badge look="count" tone={item.countTone ?? 'neutral'}>
                  {item.count}
                </Badge>
              )}
              {item.lesserCount ? (
                <Badge look="count" tone="neutral">
                  {item.lesserCount}
                </Badge>
              ) : null}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </div>
      {children}
    </Primitive.Root>
  );
}

export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  return (
    <Primitive.Content value={value} className={classNames(styles.panel, className)}>
      {children}
    </Primitive.Content>
  );
}

'use client';

import { Columns3, Eye, EyeOff, Pin } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { type GridColumn, type GridLayout, withHidden } from '@/app/_ui/data-grid';
import { TypeGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import { Input } from '@/app/_ui/input';
import { Popover } from '@/app/_ui/popover';
import styles from './rows-tools.module.css';

export interface ColumnsButtonProps {
  columns: readonly GridColumn[];
  layout: GridLayout;
  onLayout: (layout: GridLayout) => void;
  /** Brings a column into view. */
  onGo: (name: string) => void;
}

const MOST_LISTED = 200;

/** Finds a column by its name and goes there; hides columns and shows them again. */
export function ColumnsButton({ columns, layout, onLayout, onGo }: ColumnsButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const needle = query.trim().toLowerCase();
  const found = columns.filter(({ name }) => name.toLowerCase().includes(needle));
  const go = (name: string) => {
    if (layout.hidden.includes(name)) onLayout(withHidden(layout, name));
    setOpen(false);
    onGo(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const first = found[0];
    if (event.key !== 'Enter' || !first) return;
    event.preventDefault();
    go(first.name);
  };
  const hidden = layout.hidden.filter((name) => columns.some((column) => column.name === name)).length;
  return (
    <Popover
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        setQuery('');
      }}
      label="Columns"
      align="end"
      width={260}
      flush
      trigger={
        <IconButton
          size="s"
          icon={Columns3}
          label={hidden > 0 ? `Columns, ${hidden} hidden` : 'Columns'}
          pressed={hidden > 0}
        />
      }
    >
      <div className={styles.columnsFind}>
        <Input
          size="s"
          icon="search"
          autoFocus
          aria-label="Find a column"
          placeholder="Find a column"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {hidden > 0 ? (
          <button type="button" className={styles.plain} onClick={() => onLayout({ ...layout, hidden: [] })}>
            Show all
          </button>
        ) : null}
      </div>
      <ul className={styles.columns}>
        {found.slice(0, MOST_LISTED).map(({ name, type, isKey }) => {
          const isHidden = layout.hidden.includes(name);
          return (
            <li key={name} data-hidden={isHidden || undefined}>
              <button type="button" className={styles.column} onClick={() => go(name)} title={`Go to ${name}`}>
                <TypeGlyph type={type} isKey={isKey} />
                <span>{name}</span>
                {layout.pinned.includes(name) ? <Icon icon={Pin} size="xs" /> : null}
              </button>
              <IconButton
                size="s"
                icon={isHidden ? EyeOff : Eye}
                label={isHidden ? `Show ${name}` : `Hide ${name}`}
                onClick={() => onLayout(withHidden(layout, name))}
              />
            </li>
          );
        })}
        {found.length === 0 ? <li className={styles.nothing}>No column is called so.</li> : null}
      </ul>
    </Popover>
  );
}

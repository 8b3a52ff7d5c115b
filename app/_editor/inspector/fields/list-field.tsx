'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { IconButton } from '@/app/_ui/icon-button';
import type { WidgetProps } from '../form-context';
import { FormFields } from '../form-fields';
import styles from './fields.module.css';

/** Rows of the same settings: added below, moved, removed. */
export function ListField({ field, path, value, id, onChange }: WidgetProps) {
  const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
  const move = (from: number, to: number) => {
    const next = [...rows];
    const [row] = next.splice(from, 1);
    if (row) next.splice(to, 0, row);
    onChange(next);
  };
  return (
    <div className={styles.list}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list, as in the saved document
        <fieldset key={index} className={styles.row} aria-label={`${field.label}, ${index + 1}`}>
          <header>
            <span>{index + 1}</span>
            <IconButton
              label="Move up"
              icon={ArrowUp}
              size="s"
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <IconButton
              label="Move down"
              icon={ArrowDown}
              size="s"
              disabled={index === rows.length - 1}
              onClick={() => move(index, index + 1)}
            />
            <IconButton
              label={`Remove ${index + 1}`}
              icon={Trash2}
              size="s"
              onClick={() => onChange(rows.filter((_, other) => other !== index))}
            />
          </header>
          <FormFields fields={field.fields ?? []} raw={row} path={[...path, index]} />
        </fieldset>
      ))}
      <Button
        id={id}
        aria-label={`Add ${rows.length === 0 ? 'one' : 'another'} to ${field.label}`}
        size="s"
        variant="ghost"
        icon={Plus}
        onClick={() => onChange([...rows, {}])}
      >
        Add {rows.length === 0 ? 'one' : 'another'}
      </Button>
    </div>
  );
}

'use client';

import { X } from 'lucide-react';
import { IconButton } from '@/app/_ui/icon-button';
import type { WidgetProps } from '../form-context';
import styles from './fields.module.css';

/** The columns that go by another name than the file's. They are renamed in the Columns tab, with all that reads them. */
export function NameMapField({ value, onChange }: WidgetProps) {
  const names = Object.entries((typeof value === 'object' && value !== null ? value : {}) as Record<string, string>);
  if (names.length === 0) return <p className={styles.none}>As in the file. Rename a column in the Columns tab.</p>;
  return (
    <div className={styles.types}>
      {names.map(([from, to]) => (
        <div key={from} data-set>
          <span title={`${from} in the file`}>
            {from} → {to}
          </span>
          <IconButton
            size="s"
            icon={X}
            label={`Call it ${from} again`}
            onClick={() => onChange(Object.fromEntries(names.filter(([name]) => name !== from)))}
          />
        </div>
      ))}
    </div>
  );
}

'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { TypeGlyph } from '@/app/_ui/glyphs';
import { Select } from '@/app/_ui/select';
import { SCALAR_TYPES, type ScalarType } from '@/nodes/kernel/schema';
import { useForm, type WidgetProps } from '../form-context';
import styles from './fields.module.css';

const options = SCALAR_TYPES.map((type) => ({ value: type, label: type, lead: <TypeGlyph type={type} /> }));
const shownAtFirst = 8;

/** A type for each column: the inferred one, until somebody corrects it. */
export function TypeMapField({ value, onChange }: WidgetProps) {
  const columns = useForm().columns('$output');
  const chosen = (typeof value === 'object' && value !== null ? value : {}) as Record<string, ScalarType>;
  const [isOpen, setOpen] = useState(false);
  if (columns.length === 0) return <p className={styles.none}>The columns appear once the file has been read.</p>;
  const set = (name: string, type: ScalarType | undefined) => {
    const { [name]: _, ...rest } = chosen;
    onChange(type === undefined ? rest : { ...rest, [name]: type });
  };
  const corrected = columns.filter((column) => chosen[column.name]);
  const others = columns.filter((column) => !chosen[column.name]);
  const shown = isOpen
    ? [...corrected, ...others]
    : [...corrected, ...others].slice(0, Math.max(shownAtFirst, corrected.length));
  return (
    <div className={styles.types}>
      {shown.map(({ name, type }) => (
        <div key={name} data-set={chosen[name] !== undefined || undefined}>
          <span title={name}>{name}</span>
          <Select
            size="s"
            label={`Type of ${name}`}
            value={type as ScalarType}
            options={options}
            onChange={(next) => set(name, next)}
          />
          {chosen[name] ? (
            <Button
              size="s"
              variant="ghost"
              onClick={() => set(name, undefined)}
              aria-label={`Infer the type of ${name}`}
            >
              Infer
            </Button>
          ) : null}
        </div>
      ))}
      {columns.length > shown.length || isOpen ? (
        <Button size="s" variant="ghost" onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Show fewer' : `Show all ${columns.length}`}
        </Button>
      ) : null}
    </div>
  );
}

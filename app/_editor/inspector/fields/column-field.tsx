'use client';

import { ColumnPicker } from '@/app/_ui/multi-select';
import { useForm, type WidgetProps } from '../form-context';
import styles from './fields.module.css';
import { pickable } from './pickable';

export function ColumnField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  const columns = useForm().columns(field.input);
  const chosen = typeof value === 'string' && value !== '' ? [value] : [];
  const hasUnfit = columns.some(({ type }) => field.types && !field.types.includes(type));
  return (
    <>
      <ColumnPicker
        single
        id={id}
        label={field.label}
        value={chosen}
        columns={pickable(columns, field, chosen)}
        placeholder={columns.length === 0 ? 'No columns known yet' : undefined}
        invalid={isInvalid}
        onChange={([next]) => onChange(next)}
      />
      {hasUnfit ? (
        <p className={styles.none}>Columns of other types than {field.types?.join(', ')} are greyed.</p>
      ) : null}
    </>
  );
}

'use client';

import { ColumnPicker } from '@/app/_ui/multi-select';
import { useForm, type WidgetProps } from '../form-context';
import { pickable } from './pickable';

export function ColumnsField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  const columns = useForm().columns(field.input);
  const chosen = Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
  return (
    <ColumnPicker
      id={id}
      label={field.label}
      value={chosen}
      columns={pickable(columns, field, chosen)}
      placeholder={columns.length === 0 ? 'No columns known yet' : 'None chosen'}
      invalid={isInvalid}
      onChange={onChange}
    />
  );
}

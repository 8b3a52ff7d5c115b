'use client';

import { Input } from '@/app/_ui/input';
import type { WidgetProps } from '../form-context';

export function TextField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  return (
    <Input
      id={id}
      value={typeof value === 'string' ? value : ''}
      placeholder={field.placeholder}
      suffix={field.unit}
      invalid={isInvalid}
      onChange={(event) => onChange(event.target.value === '' && field.optional ? undefined : event.target.value)}
    />
  );
}

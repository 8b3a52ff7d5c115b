'use client';

import { TextArea } from '@/app/_ui/input';
import type { WidgetProps } from '../form-context';

export function LongTextField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  return (
    <TextArea
      id={id}
      value={typeof value === 'string' ? value : ''}
      placeholder={field.placeholder}
      invalid={isInvalid}
      mono={field.isCode}
      rows={field.isCode ? 10 : 5}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

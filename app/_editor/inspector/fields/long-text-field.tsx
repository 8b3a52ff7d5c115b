'use client';

import { TextArea } from '@/app/_ui/input';
import type { WidgetProps } from '../form-context';
import { CodeField } from './code-field';

export function LongTextField(props: WidgetProps) {
  if (props.field.isCode) return <CodeField {...props} />;
  const { field, id, value, isInvalid, onChange } = props;
  return (
    <TextArea
      id={id}
      value={typeof value === 'string' ? value : ''}
      placeholder={field.placeholder}
      invalid={isInvalid}
      rows={5}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

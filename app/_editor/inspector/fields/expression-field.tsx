'use client';

import { useForm, type WidgetProps } from '../form-context';
import { ExpressionInput } from './expression-input/expression-input';

/** A typed expression over the columns that arrive at the node. */
export function ExpressionField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  const schema = useForm().table(field.input);
  return (
    <ExpressionInput
      id={id}
      label={field.label}
      value={typeof value === 'string' ? value : ''}
      schema={schema}
      wanted={field.result}
      placeholder={field.placeholder}
      invalid={isInvalid}
      onChange={onChange}
    />
  );
}

'use client';

import { useForm, type WidgetProps } from '../form-context';
import { ExpressionInput } from './expression-input/expression-input';

/** A typed expression over the columns that arrive at the node. */
export function ExpressionField({ field, path, id, value, isInvalid, onChange }: WidgetProps) {
  const schema = useForm().expressionTable(field, path);
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

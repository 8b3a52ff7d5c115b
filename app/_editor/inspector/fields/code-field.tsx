'use client';

import { useForm, type WidgetProps } from '../form-context';
import { SqlEditor } from './sql-editor/sql-editor';

/** A query over the node's inputs. */
export function CodeField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  return (
    <SqlEditor
      id={id}
      label={field.label}
      value={typeof value === 'string' ? value : ''}
      tables={useForm().tables()}
      placeholder={field.placeholder}
      invalid={isInvalid}
      onChange={onChange}
    />
  );
}

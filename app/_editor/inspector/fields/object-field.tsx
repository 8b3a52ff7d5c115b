'use client';

import { problemsAt, useForm, type WidgetProps } from '../form-context';
import { FormFields } from '../form-fields';
import styles from './fields.module.css';

/** A group of settings; what is wrong with all of them together stands below. */
export function ObjectField({ field, path, value }: WidgetProps) {
  const raw = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const own = problemsAt(useForm().problems, path, false);
  return (
    <div className={styles.group} data-invalid={own.length > 0 || undefined}>
      <FormFields fields={field.fields ?? []} raw={raw} path={path} />
    </div>
  );
}

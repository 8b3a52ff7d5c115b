'use client';

import { Ellipsis } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '@/app/_ui/icon-button';
import { Menu } from '@/app/_ui/menu';
import { Field } from '@/app/_ui/panel';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import { isParameterRef } from '@/nodes/kernel/graph-doc/graph-doc';
import { BoundParameter } from './bound-parameter';
import { ChangedMark, isChanged } from './changed-mark';
import { fieldMenu } from './field-menu';
import { composite, tellsProblems, wide, widgets } from './fields/widgets';
import { type Path, pathKey, problemsAt, useForm } from './form-context';
import styles from './inspector.module.css';

interface SettingFieldProps {
  field: FieldDescription;
  path: Path;
  /** As saved: undefined while the default counts. */
  raw: unknown;
}

/** One setting: label, control, what is wrong with it, and the menu that resets or binds it. */
export function SettingField({ field, path, raw }: SettingFieldProps) {
  const form = useForm();
  const id = useId();
  const Widget = widgets[field.widget];
  const isComposite = composite.has(field.widget);
  const found = problemsAt(form.problems, path, !isComposite);
  const error = found.find((problem) => problem.severity === 'error') ?? found[0];
  const onChange = (value: unknown) => form.set(path, value, field.label);
  const control = isParameterRef(raw) ? (
    <BoundParameter name={raw.$param} onRelease={(value) => onChange(value)} />
  ) : (
    <Widget
      field={field}
      path={path}
      value={raw === undefined ? field.initial : raw}
      id={id}
      isInvalid={error?.severity === 'error'}
      onChange={onChange}
    />
  );
  const menu = fieldMenu({ form, field, path, raw });
  return (
    <div className={styles.setting} data-path={pathKey(path)} data-wide={wide.has(field.widget) || undefined}>
      {isChanged(field, raw) && !isComposite ? (
        <ChangedMark
          field={field}
          onReset={() => {
            form.reset(path, field.label);
            // The mark that was pressed is gone: the keys belong to the control.
            document.getElementById(id)?.focus();
          }}
        />
      ) : null}
      <Field
        label={field.label}
        htmlFor={id}
        required={field.required && raw === undefined && error !== undefined}
        stacked={wide.has(field.widget)}
        hint={field.help}
        problem={
          error && !(error.place.range && tellsProblems.has(field.widget)) ? (
            <>
              {error.message}
              {error.hint ? <span className={styles.problemHint}> {error.hint}</span> : null}
            </>
          ) : undefined
        }
      >
        {control}
      </Field>
      {menu.length > 0 ? (
        <span className={styles.more} data-set={raw !== undefined || undefined}>
          <Menu
            align="end"
            entries={menu}
            trigger={<IconButton label={`More on ${field.label}`} icon={Ellipsis} size="s" tooltipSide="left" />}
          />
        </span>
      ) : null}
    </div>
  );
}

'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Icon } from '@/app/_ui/icon';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import { isParameterRef } from '@/nodes/kernel/graph-doc/graph-doc';
import { isBelow, type Path, samePath, useForm } from './form-context';
import styles from './inspector.module.css';
import { SettingField } from './setting-field';

interface FormFieldsProps {
  fields: readonly FieldDescription[];
  /** The record they are settings of, as saved. */
  raw: Readonly<Record<string, unknown>>;
  path: Path;
}

/** Settings in the order their author wrote them; the ones most people never need are folded away. */
export function FormFields({ fields, raw, path }: FormFieldsProps) {
  const form = useForm();
  const shown = fields.filter((field) => isInUse(field, fields, raw));
  const plain = shown.filter((field) => !field.advanced);
  const advanced = shown.filter((field) => field.advanced);
  const troubled = advanced.some((field) =>
    form.problems.some(
      ({ place }) =>
        place.path && (samePath(place.path, [...path, field.name]) || isBelow(place.path, [...path, field.name])),
    ),
  );
  const [isOpen, setOpen] = useState(false);
  const draw = (field: FieldDescription) => (
    <SettingField key={field.name} field={field} path={[...path, field.name]} raw={raw[field.name]} />
  );
  return (
    <>
      {plain.map(draw)}
      {advanced.length > 0 ? (
        <details
          className={styles.advanced}
          open={isOpen || troubled}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>
            <Icon icon={ChevronRight} size="xs" />
            More settings
            <span>{advanced.filter((field) => raw[field.name] !== undefined).length || ''}</span>
          </summary>
          {advanced.map(draw)}
        </details>
      ) : null}
    </>
  );
}

/** A field that depends on another one is shown while that is, and has one of its values; a parameter may have any. */
function isInUse(
  field: FieldDescription,
  all: readonly FieldDescription[],
  raw: Readonly<Record<string, unknown>>,
): boolean {
  if (!field.when) return true;
  const { field: name, is } = field.when;
  const above = all.find((other) => other.name === name);
  if (above && !isInUse(above, all, raw)) return false;
  const value = raw[name] ?? above?.initial;
  return isParameterRef(value) || is.includes(value as string | boolean);
}

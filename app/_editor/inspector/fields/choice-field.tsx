'use client';

import { Select } from '@/app/_ui/select';
import { Segmented } from '@/app/_ui/toggles';
import type { WidgetProps } from '../form-context';

/** What a row of segments has room for. */
const mostLetters = 22;

/** Up to three short choices stand side by side; more of them, or long ones, are a list. */
export function ChoiceField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  const choices = field.choices ?? [];
  const letters = choices.reduce((sum, choice) => sum + choice.label.length, 0);
  const labelOf = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);
  if (choices.length <= 3 && letters <= mostLetters) {
    return (
      <Segmented
        stretch
        label={field.label}
        value={String(value ?? '')}
        onChange={onChange}
        options={choices.map((choice) => ({ value: choice.value, label: labelOf(choice.label) }))}
      />
    );
  }
  return (
    <Select
      id={id}
      label={field.label}
      value={typeof value === 'string' ? value : null}
      options={choices.map((choice) => ({ value: choice.value, label: labelOf(choice.label), hint: choice.help }))}
      invalid={isInvalid}
      onChange={onChange}
    />
  );
}

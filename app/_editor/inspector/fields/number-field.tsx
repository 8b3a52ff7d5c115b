'use client';

import { NumberInput } from '@/app/_ui/number-input';
import type { WidgetProps } from '../form-context';

export function NumberField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  return (
    <NumberInput
      id={id}
      value={typeof value === 'number' ? value : null}
      min={field.min}
      max={field.max}
      step={field.step ?? stepFor(value)}
      integer={field.step === 1}
      unit={field.unit}
      placeholder={field.placeholder ?? (field.optional ? 'no limit' : undefined)}
      invalid={isInvalid}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

const stepFor = (value: unknown): number => (typeof value === 'number' && !Number.isInteger(value) ? 0.1 : 1);

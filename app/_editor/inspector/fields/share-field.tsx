'use client';

import { NumberInput } from '@/app/_ui/number-input';
import type { WidgetProps } from '../form-context';

/** Saved as 0 to 1, written as percent. */
export function ShareField({ id, value, isInvalid, onChange }: WidgetProps) {
  return (
    <NumberInput
      id={id}
      value={typeof value === 'number' ? Number((value * 100).toPrecision(12)) : null}
      min={0}
      max={100}
      step={1}
      unit="%"
      invalid={isInvalid}
      onChange={(next) => onChange(next === null ? undefined : Number((next / 100).toPrecision(12)))}
    />
  );
}

'use client';

import { Input } from '@/app/_ui/input';
import { NumberInput } from '@/app/_ui/number-input';
import { Switch } from '@/app/_ui/toggles';
import type { Parameter, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';

interface ParameterValueFieldProps {
  label: string;
  type: Parameter['type'];
  value: ParameterValue | undefined;
  placeholder?: string;
  /** Undefined: emptied. */
  onChange: (value: ParameterValue | undefined) => void;
}

export function ParameterValueField({ label, type, value, placeholder, onChange }: ParameterValueFieldProps) {
  if (type === 'bool') return <Switch aria-label={label} checked={value === true} onChange={onChange} />;
  if (type === 'text') {
    return (
      <Input
        size="s"
        aria-label={label}
        value={typeof value === 'string' ? value : ''}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value === '' && placeholder ? undefined : event.target.value)}
      />
    );
  }
  return (
    <NumberInput
      size="s"
      aria-label={label}
      integer={type === 'int'}
      value={typeof value === 'number' ? value : null}
      placeholder={placeholder}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

'use client';

import { Switch } from '@/app/_ui/toggles';
import type { WidgetProps } from '../form-context';

export const SwitchField = ({ id, value, onChange }: WidgetProps) => (
  <Switch id={id} checked={value === true} onChange={onChange} />
);

'use client';

import { fullWords, valueWords } from '@/app/_frame/setting-words';
import { Tooltip } from '@/app/_ui/tooltip';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import styles from './changed-mark.module.css';

interface ChangedMarkProps {
  field: FieldDescription;
  onReset: () => void;
}

/** Says that a setting was set here, what it is by default, and takes it back there. */
export function ChangedMark({ field, onReset }: ChangedMarkProps) {
  const words = defaultWords(field);
  return (
    <Tooltip content={`Set here. Default: ${words}. Press to reset.`} side="left">
      <button
        type="button"
        className={styles.mark}
        aria-label={`Reset ${field.label} to its default, ${words}`}
        onClick={onReset}
      />
    </Tooltip>
  );
}

/** The default, as the control of the setting would name it. */
export function defaultWords({ initial, choices, unit }: FieldDescription): string {
  const choice = choices?.find(({ value }) => value === initial);
  const words = choice ? choice.label : valueWords(initial);
  const named = words === 'none' && initial !== undefined ? 'empty' : words;
  return unit && typeof initial === 'number'
    ? `${named} ${unit}`
    : named.length > 80
      ? `${named.slice(0, 79)}…`
      : named;
}

/** Whether a saved value says anything else than the default. */
export const isChanged = (field: FieldDescription, raw: unknown): boolean =>
  raw !== undefined && !field.required && fullWords(raw) !== fullWords(field.initial);

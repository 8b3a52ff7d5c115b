'use client';

import { type InputHTMLAttributes, type KeyboardEvent, type Ref, useEffect, useState } from 'react';
import { classNames } from './class-names';
import styles from './control.module.css';

export interface NumberInputProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'size' | 'min' | 'max' | 'step'> {
  value: number | null;
  /** Called with a number inside the limits, or null when the field was emptied. */
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Behind the number: "rows", "%", "s". */
  unit?: string;
  integer?: boolean;
  size?: 'm' | 's';
  invalid?: boolean;
  ref?: Ref<HTMLInputElement>;
}

function written(value: number | null): string {
  return value === null ? '' : String(value);
}

/** A number with its unit. Arrow keys step, with Shift by ten; what is typed is taken on blur or Enter. */
export function NumberInput({
  value,
  onChange,
  min,
  max,
  step = 1,
  unit,
  integer,
  size = 'm',
  invalid,
  disabled,
  className,
  style,
  ...rest
}: NumberInputProps) {
  const [draft, setDraft] = useState(written(value));
  useEffect(() => setDraft(written(value)), [value]);

  const clamp = (next: number): number => {
    const bounded = Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, next));
    return integer ? Math.round(bounded) : Number(bounded.toPrecision(12));
  };
  const take = () => {
    if (draft.trim() === '') {
      onChange(null);
      return;
    }
    const parsed = Number(draft.replace('−', '-').replace(',', '.'));
    if (Number.isFinite(parsed)) {
      const next = clamp(parsed);
      setDraft(written(next));
      if (next !== value) onChange(next);
    } else setDraft(written(value));
  };
  const stepBy = (steps: number) => {
    const parsed = Number(draft);
    onChange(clamp((draft.trim() !== '' && Number.isFinite(parsed) ? parsed : (value ?? 0)) + steps * step));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape') setDraft(written(value));
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      stepBy((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
    }
  };

  return (
    <span
      className={classNames(styles.box, className)}
      style={style}
      data-small={size === 's' || undefined}
      data-invalid={invalid || undefined}
      data-disabled={disabled || undefined}
    >
      <input
        inputMode={integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        {...rest}
        role="spinbutton"
        aria-valuenow={value ?? undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={value === null ? undefined : `${value}${unit ? ` ${unit}` : ''}`}
        aria-invalid={invalid || undefined}
        disabled={disabled}
        className={classNames(styles.input, styles.number)}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={take}
        onKeyDown={onKeyDown}
      />
      {unit ? <span className={styles.unit}>{unit}</span> : null}
    </span>
  );
}

'use client';

import { Check, Minus } from 'lucide-react';
import {
  Checkbox as CheckboxPrimitive,
  RadioGroup as RadioPrimitive,
  Switch as SwitchPrimitive,
  ToggleGroup,
} from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import styles from './toggles.module.css';

export interface ToggleProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Stands beside the control and switches it too. Without it, give `aria-label`. */
  label?: ReactNode;
  /** Muted words behind the label: "adds 3 columns". */
  hint?: ReactNode;
  disabled?: boolean;
  id?: string;
  'aria-label'?: string;
}

export function Switch({ checked, onChange, label, hint, disabled, id, ...rest }: ToggleProps) {
  const own = useId();
  return (
    <span className={styles.row}>
      <SwitchPrimitive.Root
        {...rest}
        id={id ?? own}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className={styles.switch}
      >
        <SwitchPrimitive.Thumb className={styles.thumb} />
      </SwitchPrimitive.Root>
      {label ? <label htmlFor={id ?? own}>{label}</label> : null}
      {hint ? <span className={styles.hint}>{hint}</span> : null}
    </span>
  );
}

export interface CheckboxProps extends Omit<ToggleProps, 'checked'> {
  checked: boolean | 'indeterminate';
}

export function Checkbox({ checked, onChange, label, hint, disabled, id, ...rest }: CheckboxProps) {
  const own = useId();
  return (
    <span className={styles.row}>
      <CheckboxPrimitive.Root
        {...rest}
        id={id ?? own}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled}
        className={styles.checkbox}
      >
        <CheckboxPrimitive.Indicator className={styles.mark}>
          {checked === 'indeterminate' ? <Minus /> : <Check />}
        </CheckboxPrimitive.Indicator>
      </CheckboxPrimitive.Root>
      {label ? <label htmlFor={id ?? own}>{label}</label> : null}
      {hint ? <span className={styles.hint}>{hint}</span> : null}
    </span>
  );
}

export interface Choice<V extends string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<V extends string> {
  value: V | null;
  onChange: (value: V) => void;
  options: readonly Choice<V>[];
  label: string;
  direction?: 'row' | 'column';
  disabled?: boolean;
}

export function RadioGroup<V extends string>({
  value,
  onChange,
  options,
  label,
  direction = 'row',
  disabled,
}: RadioGroupProps<V>) {
  const own = useId();
  return (
    <RadioPrimitive.Root
      value={value ?? ''}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onChange(option.value);
      }}
      aria-label={label}
      disabled={disabled}
      className={classNames(styles.radios, direction === 'column' && styles.column)}
    >
      {options.map((option) => (
        <span key={option.value} className={styles.row}>
          <RadioPrimitive.Item
            id={`${own}-${option.value}`}
            value={option.value}
            disabled={option.disabled}
            className={styles.radio}
          />
          <label htmlFor={`${own}-${option.value}`}>{option.label}</label>
          {option.hint ? <span className={styles.hint}>{option.hint}</span> : null}
        </span>
      ))}
    </RadioPrimitive.Root>
  );
}

export interface SegmentedProps<V extends string> {
  value: V;
  onChange: (value: V) => void;
  options: readonly Choice<V>[];
  label: string;
  /** Takes the whole width, every segment the same share. */
  stretch?: boolean;
}

/** A few views of the same thing, one at a time. */
export function Segmented<V extends string>({ value, onChange, options, label, stretch }: SegmentedProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onChange(option.value);
      }}
      aria-label={label}
      className={classNames(styles.segmented, stretch && styles.stretch)}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} disabled={option.disabled} className={styles.segment}>
          {option.label}
          {option.hint ? <span className={styles.segmentHint}>{option.hint}</span> : null}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

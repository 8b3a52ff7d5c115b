import type { CSSProperties } from 'react';
import { classNames } from './class-names';
import styles from './range-input.module.css';

export interface RangeInputProps {
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  label: string;
  disabled?: boolean;
  className?: string;
}

/** A number chosen by where it lies between two others. Stand a `NumberInput` beside it for exact values. */
export function RangeInput({ value, onChange, min, max, step, label, disabled, className }: RangeInputProps) {
  const style: CSSProperties & { '--filled': string } = { '--filled': `${((value - min) / (max - min)) * 100}%` };
  return (
    <input
      type="range"
      className={classNames(styles.range, className)}
      style={style}
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
}

import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react';
import { classNames } from './class-names';
import styles from './control.module.css';
import { Icon } from './icon';
import type { LucideIcon } from './icons';

export interface InputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> {
  size?: 'm' | 's';
  icon?: LucideIcon | string;
  /** Behind the text: a unit, a Kbd, a button. */
  suffix?: ReactNode;
  mono?: boolean;
  invalid?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function Input({ size = 'm', icon, suffix, mono, invalid, className, style, disabled, ...rest }: InputProps) {
  return (
    <span
      className={classNames(styles.box, className)}
      style={style}
      data-small={size === 's' || undefined}
      data-invalid={invalid || undefined}
      data-disabled={disabled || undefined}
    >
      {icon ? <Icon icon={icon} size="s" /> : null}
      <input
        spellCheck={false}
        autoComplete="off"
        {...rest}
        disabled={disabled}
        aria-invalid={invalid || undefined}
        className={classNames(styles.input, mono && styles.mono)}
      />
      {typeof suffix === 'string' ? <span className={styles.unit}>{suffix}</span> : suffix}
    </span>
  );
}

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  mono?: boolean;
  invalid?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ mono, invalid, className, ...rest }: TextAreaProps) {
  return (
    <textarea
      spellCheck={!mono}
      {...rest}
      data-invalid={invalid || undefined}
      aria-invalid={invalid || undefined}
      className={classNames(styles.area, mono && styles.mono, className)}
    />
  );
}

import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { LucideIcon } from './icons';

export type ButtonVariant = 'default' | 'primary' | 'ghost' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  size?: 'm' | 's';
  icon?: LucideIcon | string;
  /** Icon behind the words, a chevron for instance. */
  trailing?: LucideIcon | string;
  /** Work is under way: the button stays in place, says so and takes no clicks. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children?: ReactNode;
}

export function Button({
  variant = 'default',
  size = 'm',
  icon,
  trailing,
  busy,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classNames(styles.button, styles[variant], size === 's' && styles.small, className)}
    >
      {icon ? <Icon icon={icon} size={size === 's' ? 'xs' : 's'} /> : null}
      {children}
      {trailing ? <Icon icon={trailing} size="xs" /> : null}
      {busy ? <span className={styles.busy} aria-hidden /> : null}
    </button>
  );
}

export interface SplitButtonProps {
  icon?: LucideIcon | string;
  label: string;
  /** What a click will cost: "4 new · 5 reused · ~6 s". */
  detail?: string;
  disabled?: boolean;
  onClick?: () => void;
  /** The last segment: a menu trigger (see `splitButtonMore` for its class). */
  more?: ReactNode;
}

/** The one primary action of the editor: what it does, what it costs, and more ways to do it. */
export function SplitButton({ icon, label, detail, disabled, onClick, more }: SplitButtonProps) {
  return (
    <span className={classNames(styles.split, disabled && styles.splitOff)}>
      <button type="button" className={styles.splitMain} disabled={disabled} onClick={onClick}>
        {icon ? <Icon icon={icon} size="xs" /> : null}
        <span className={styles.lead}>{label}</span>
        {detail ? <span className={styles.detail}>{detail}</span> : null}
      </button>
      {more}
    </span>
  );
}

/** Class of the trigger that stands in `SplitButton.more`. */
export const splitButtonMore = styles.more;

'use client';

import type { ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './icon-button.module.css';
import type { LucideIcon } from './icons';
import { Tooltip } from './tooltip';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Said by the tooltip and by screen readers. */
  label: string;
  icon: LucideIcon | string;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string;
  size?: 'm' | 's';
  variant?: 'ghost' | 'default';
  pressed?: boolean;
  /** A red pip: something here needs a look. */
  pip?: boolean;
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  label,
  icon,
  keys,
  size = 'm',
  variant = 'ghost',
  pressed,
  pip,
  tooltipSide = 'bottom',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} keys={keys} side={tooltipSide}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(styles.button, styles[variant], size === 's' && styles.small, className)}
      >
        <Icon icon={icon} size={size === 's' ? 's' : 'm'} />
        {pip ? <i className={styles.pip} /> : null}
      </button>
    </Tooltip>
  );
}

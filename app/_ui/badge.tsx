import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names';
import { WarningGlyph } from './glyphs';
import { Icon } from './icon';
import type { LucideIcon } from './icons';

export type BadgeTone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

export interface BadgeProps {
  tone?: BadgeTone;
  icon?: LucideIcon | string;
  /** `count` is the small round one that stands behind a word. */
  look?: 'soft' | 'outline' | 'count';
  children: ReactNode;
}

/** A short fact in a box. States have their own component, `State`. */
export function Badge({ tone = 'neutral', look = 'soft', icon, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[look])} data-tone={tone}>
      {icon ? <Icon icon={icon} size="xs" /> : tone === 'warn' && look === 'soft' ? <WarningGlyph /> : null}
      {children}
    </span>
  );
}

export interface ChipProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: LucideIcon | string;
  trailing?: LucideIcon | string;
  /** A small square in front, the colour of an environment for instance. */
  swatch?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** The larger box of a top bar: version, environment. A button, since it opens something. */
export function Chip({ icon, trailing, swatch, children, className, type = 'button', ...rest }: ChipProps) {
  return (
    <button {...rest} type={type} className={classNames(styles.chip, className)}>
      {swatch ? <i className={styles.swatch} style={{ background: swatch }} /> : null}
      {icon ? <Icon icon={icon} size="s" /> : null}
      {children}
      {trailing ? <Icon icon={trailing} size="xs" /> : null}
    </button>
  );
}

/** A person, by initials; the ground is derived from the name. */
export function Avatar({ name }: { name: string }) {
  const initials = name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
  const ground = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5;
  return (
    <span className={styles.avatar} data-ground={ground} role="img" aria-label={name} title={name}>
      {initials}
    </span>
  );
}

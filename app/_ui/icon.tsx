import { createElement } from 'react';
import styles from './icon.module.css';
import { iconByName, type LucideIcon } from './icons';

export type IconSize = 'xs' | 's' | 'm';

/** A line icon at one of three sizes with the stroke that belongs to it. Decorative: the words are beside it. */
export function Icon({ icon, size = 'm', color }: { icon: LucideIcon | string; size?: IconSize; color?: string }) {
  return createElement(typeof icon === 'string' ? iconByName(icon) : icon, {
    className: styles[size],
    'aria-hidden': true,
    style: color ? { color } : undefined,
  });
}

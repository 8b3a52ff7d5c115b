'use client';

import { X } from 'lucide-react';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import { useView } from '../editor';
import { useForm } from './form-context';
import styles from './inspector.module.css';

/** A setting that takes a run parameter's value. */
export function BoundParameter({ name, onRelease }: { name: string; onRelease: (value: unknown) => void }) {
  const { parameters } = useForm();
  const chosen = useView((state) => state.parameters[name]);
  const value = chosen ?? parameters[name]?.default;
  return (
    <span className={styles.bound}>
      <Icon icon="variable" size="s" />
      <b>{name}</b>
      <span>{value === undefined ? 'unknown' : String(value)}</span>
      <IconButton label={`Give ${name} up, keep its value`} icon={X} size="s" onClick={() => onRelease(value)} />
    </span>
  );
}

'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Input } from '@/app/_ui/input';
import { Kbd } from '@/app/_ui/kbd';

export interface FindInputProps {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
  width?: number;
  /** The arrow down: on to what was found. */
  onDown?: () => void;
}

/** The field that narrows a list; `/` goes there, Escape empties it. */
export function FindInput({ value, onChange, placeholder, width = 240, onDown }: FindInputProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.key !== '/' || target?.closest('input, textarea, select, [role="dialog"], [contenteditable="true"]'))
        return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Input
      ref={field}
      icon={Search}
      value={value}
      placeholder={placeholder}
      aria-label={placeholder}
      style={{ width }}
      suffix={<Kbd>/</Kbd>}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' && onDown) {
          event.preventDefault();
          onDown();
        }
        if (event.key !== 'Escape') return;
        if (value) onChange('');
        else field.current?.blur();
      }}
    />
  );
}

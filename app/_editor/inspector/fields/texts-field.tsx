'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { WidgetProps } from '../form-context';
import styles from './fields.module.css';

/** Several texts as chips: Enter or a comma adds what is typed, Backspace takes the last one out. */
export function TextsField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  const texts = Array.isArray(value) ? value.map(String) : [];
  const [typed, setTyped] = useState('');
  const add = () => {
    const fresh = typed
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== '' && !texts.includes(text));
    setTyped('');
    if (fresh.length > 0) onChange([...texts, ...fresh]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && typed === '' && texts.length > 0) onChange(texts.slice(0, -1));
  };
  return (
    <div className={styles.chips} data-invalid={isInvalid || undefined}>
      {texts.map((text) => (
        <span key={text} className={styles.chip}>
          {text === '' ? <i>empty</i> : text}
          <button
            type="button"
            aria-label={`Remove ${text || 'the empty text'}`}
            onClick={() => onChange(texts.filter((other) => other !== text))}
          >
            <X />
          </button>
        </span>
      ))}
      <input
        id={id}
        value={typed}
        placeholder={texts.length === 0 ? (field.placeholder ?? 'Type and press Enter') : 'Add'}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
    </div>
  );
}

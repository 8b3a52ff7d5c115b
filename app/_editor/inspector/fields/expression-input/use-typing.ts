import { type RefObject, useEffect, useRef, useState } from 'react';

/** A person who pauses this long wants to know. */
const PAUSE_MS = 700;

/** Where the caret stands while a person types; undefined once they pause or leave. */
export function useTyping(area: RefObject<HTMLTextAreaElement | null>, value: string): number | undefined {
  const [at, setAt] = useState<number>();
  const before = useRef(value);
  useEffect(() => {
    const field = area.current;
    const isTyped = value !== before.current && field !== null && document.activeElement === field;
    before.current = value;
    if (!isTyped) return;
    setAt(field.selectionStart);
    const stop = () => setAt(undefined);
    const timer = setTimeout(stop, PAUSE_MS);
    field.addEventListener('blur', stop, { once: true });
    return () => {
      clearTimeout(timer);
      field.removeEventListener('blur', stop);
    };
  }, [value, area]);
  return at;
}

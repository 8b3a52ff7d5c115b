import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

/**
 * What is asked for while someone types: the latest value once they pause, or at once when its answer is here already or
 * it is about something else. `key` tells two values apart, `subject` two things they may be about.
 */
export function useSettled<T extends { readonly key: string; readonly subject: string }>(
  latest: T,
  isHere: (value: T) => boolean,
): T {
  const [settled, setSettled] = useState(latest);
  const isSame = latest.key === settled.key && latest.subject === settled.subject;
  const isAtOnce = isSame || latest.subject !== settled.subject || isHere(latest);
  useEffect(() => {
    if (isSame) return;
    if (isAtOnce) {
      setSettled(latest);
      return;
    }
    const pause = setTimeout(() => setSettled(latest), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [latest, isSame, isAtOnce]);
  return isAtOnce ? latest : settled;
}

'use client';

import { useEffect, useState } from 'react';

/** The time, moving while something is under way. */
export function useNow(moves: boolean, every = 250): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!moves) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [moves, every]);
  return now;
}

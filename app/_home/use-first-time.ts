'use client';

import { useEffect, useState } from 'react';

const key = 'sluice.first-pipeline';

/** Whether a first pipeline is still to be offered in this browser, and a way to have it offered no more. */
export function useFirstTime(): readonly [isFirst: boolean, done: () => void] {
  const [isFirst, setFirst] = useState(false);
  useEffect(() => setFirst(localStorage.getItem(key) === null), []);
  const done = () => {
    localStorage.setItem(key, 'seen');
    setFirst(false);
  };
  return [isFirst, done];
}

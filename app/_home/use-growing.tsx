'use client';

import { useEffect, useRef, useState } from 'react';

const step = 60;

/** The first rows of a long list, and more whenever its end comes into sight. */
export function useGrowing<Row>(rows: readonly Row[]) {
  const [count, setCount] = useState(step);
  const end = useRef<HTMLDivElement>(null);
  const isAll = count >= rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an end that is still in sight after growing grows it again
  useEffect(() => {
    if (isAll || !end.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && setCount((before) => before + step),
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isAll, count]);
  return { visible: isAll ? rows : rows.slice(0, count), sentinel: isAll ? null : <div ref={end} aria-hidden /> };
}

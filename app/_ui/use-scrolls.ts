import { type RefObject, useEffect, useState } from 'react';

/** Whether more of an element's content is there than its width shows: then keys must be able to scroll it. */
export function useScrolls(element: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(() => setScrolls(target.scrollWidth > target.clientWidth));
    observer.observe(target);
    for (const child of target.children) observer.observe(child);
    return () => observer.disconnect();
  }, [element]);
  return scrolls;
}

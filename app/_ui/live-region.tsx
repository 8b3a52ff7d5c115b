'use client';

import { create } from 'zustand';
import styles from './live-region.module.css';

const useWords = create<{ words: string; count: number }>(() => ({ words: '', count: 0 }));

/** Says something to people who do not see the screen, when they are done with what they are hearing. */
export function announce(words: string): void {
  useWords.setState(({ count }) => ({ words, count: count + 1 }));
}

/** What is announced; once on a page. The same words said twice are a new text all the same, so they are read again. */
export function LiveRegion() {
  const { words, count } = useWords();
  return (
    <div role="log" aria-live="polite" aria-relevant="additions" className={styles.region}>
      {words ? <span key={count}>{words}</span> : null}
    </div>
  );
}

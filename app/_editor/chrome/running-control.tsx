'use client';

import { Button } from '@/app/_ui/button';
import { Progress } from '@/app/_ui/feedback';
import { State } from '@/app/_ui/glyphs';
import { Kbd } from '@/app/_ui/kbd';
import { perform } from '../commands/perform';
import { useEditor, useRuns } from '../editor';
import { runOutlook } from '../run/run-outlook';
import { useNow } from '../timeline/use-now';
import styles from './top-bar.module.css';

/** How far the run is, how long it may still take, what failed, and the way to end it. */
export function RunningControl() {
  const editor = useEditor();
  const run = useRuns((state) => state.shown);
  const now = useNow(true, 500);
  if (!run) return null;
  const { ended, total, share, failed, leftWords } = runOutlook(run, now);
  return (
    <section className={styles.running} aria-label={`Run ${run.number}`}>
      <State kind="running" words={`${ended} of ${total} stages`} />
      <span className={styles.progress}>
        <Progress value={share} label={`Run ${run.number}`} height={4} />
      </span>
      {leftWords ? <span className={styles.left}>{leftWords}</span> : null}
      {failed > 0 ? (
        <button type="button" className={styles.failed} onClick={() => perform(editor, 'next-problem')}>
          <State kind="failed" words={`${failed} failed`} />
        </button>
      ) : null}
      <Button size="s" variant="ghost" onClick={() => perform(editor, 'cancel-run')}>
        Cancel <Kbd>F9</Kbd>
      </Button>
    </section>
  );
}

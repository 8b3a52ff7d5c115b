import { Play, RotateCw } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { Note } from '@/app/_ui/feedback';
import { StateGlyph } from '@/app/_ui/glyphs';
import { ProblemNote } from '../timeline/problem-note';
import styles from './data-panel.module.css';
import { RowsRefused } from './fetch-rows';

export interface RefusedNoteProps {
  error: unknown;
  onRetry: () => void;
  onRunToHere: (() => void) | undefined;
}

/** Why rows cannot be shown, in the place of the rows, and what to do about it. */
export function RefusedNote({ error, onRetry, onRunToHere }: RefusedNoteProps) {
  if (!(error instanceof RowsRefused)) return <ProblemNote error={error} what="These rows" onRetry={onRetry} />;
  const { code, blame, message, hint } = error.wire;
  const isTooSlow = code === 'look_too_slow' || code === 'memory_limit';
  return (
    <div className={styles.refused}>
      <Note
        tone="bad"
        glyph={<StateGlyph kind="failed" />}
        title={message}
        actions={
          isTooSlow && onRunToHere ? (
            <Button size="s" icon={Play} onClick={onRunToHere}>
              Run to here
            </Button>
          ) : blame === 'user' ? undefined : (
            <Button size="s" icon={RotateCw} onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        {hint}
      </Note>
    </div>
  );
}

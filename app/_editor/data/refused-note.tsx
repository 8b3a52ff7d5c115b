import { Note } from '@/app/_ui/feedback';
import { StateGlyph } from '@/app/_ui/glyphs';
import { ProblemNote } from '../timeline/problem-note';
import styles from './data-panel.module.css';
import { RowsRefused } from './fetch-rows';

/** Why rows cannot be shown, in the place of the rows. */
export function RefusedNote({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!(error instanceof RowsRefused)) return <ProblemNote error={error} what="These rows" onRetry={onRetry} />;
  const { message, hint } = error.wire;
  return (
    <div className={styles.refused}>
      <Note tone="bad" glyph={<StateGlyph kind="failed" />} title={message}>
        {hint}
      </Note>
    </div>
  );
}

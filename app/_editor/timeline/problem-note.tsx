import { RotateCw } from 'lucide-react';
import { errorWords } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { Note } from '@/app/_ui/feedback';
import { StateGlyph } from '@/app/_ui/glyphs';

export interface ProblemNoteProps {
  error: unknown;
  /** What could not be shown: "This run". */
  what: string;
  onRetry?: () => void;
}

/** A call that failed, in the place of what it was to bring. */
export function ProblemNote({ error, what, onRetry }: ProblemNoteProps) {
  const { message, hint } = errorWords(error);
  return (
    <div style={{ padding: 14, maxWidth: 560 }}>
      <Note
        tone="bad"
        glyph={<StateGlyph kind="failed" />}
        title={`${what} cannot be shown`}
        actions={
          onRetry ? (
            <Button size="s" icon={RotateCw} onClick={onRetry}>
              Try again
            </Button>
          ) : undefined
        }
      >
        {message}
        {hint ? ` ${hint}` : ''}
      </Note>
    </div>
  );
}

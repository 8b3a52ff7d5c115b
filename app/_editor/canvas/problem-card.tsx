'use client';

import { RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { StateGlyph } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { useEditor, useRuns } from '../editor';
import { stagesOf } from '../run/run-store';
import { startRun } from '../run/start-run';
import { whatStillHolds } from '../run/what-holds';
import styles from './canvas.module.css';
import { failureOf } from './card-state';

/** Beside a failed card: what happened and what to do. */
export function ProblemCard({ node }: { node: string }) {
  const editor = useEditor();
  const failure = useRuns((state) => failureOf(node, stagesOf(state, node)));
  const [closedFor, setClosedFor] = useState<string>();
  const runId = useRuns((state) => state.shown?.id);
  const holds = useRuns((state) => whatStillHolds(state.shown, node));
  if (!failure?.error || closedFor === runId) return null;
  const { message, hint } = failure.error;
  return (
    <div className={`${styles.problem} nodrag nopan nowheel`} role="alert">
      <header>
        <StateGlyph kind="failed" />
        <b>
          {failure.error.kind === 'gate' ? 'A gate did not pass' : 'It failed'}
          {failure.attempt > 1 ? ` after ${failure.attempt} attempts` : ''}
        </b>
        <IconButton label="Hide this" icon={X} size="s" onClick={() => setClosedFor(runId)} />
      </header>
      <p>{message}</p>
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {holds ? <p className={styles.holds}>{holds}</p> : null}
      <footer>
        <Button
          size="s"
          onClick={() => editor.view.setState({ selection: new Set([node]), bottomTab: 'logs', isBottomOpen: true })}
        >
          Show logs
        </Button>
        <Button size="s" icon={RotateCcw} onClick={() => void startRun(editor, { upTo: node })}>
          Retry node
        </Button>
      </footer>
    </div>
  );
}

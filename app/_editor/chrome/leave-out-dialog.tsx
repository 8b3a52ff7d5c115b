'use client';

import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { StateGlyph } from '@/app/_ui/glyphs';
import { titleOf } from '../canvas/ports';
import { useDocument, useEditor, useWatch } from '../editor';
import { goToProblem } from '../problems/go-to-problem';
import { startRun } from '../run/start-run';
import styles from './plan-dialog.module.css';

const mostNamed = 8;

/** Some of the drawing is not finished: says what a run would leave out, and runs the rest. */
export function LeaveOutDialog() {
  const editor = useEditor();
  const asking = useWatch((state) => state.asking);
  const nodes = useDocument((state) => state.doc.nodes);
  if (!asking) return null;
  const { leftOut, diagnostics, wanted } = asking;
  const close = () => editor.watch.setState({ asking: undefined });
  const errorOf = (id: string) =>
    diagnostics.find(({ severity, place }) => severity === 'error' && place.node === id)?.message;
  const first = diagnostics.find(({ severity }) => severity === 'error');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={leftOut.length === 1 ? 'Run without one node?' : `Run without ${leftOut.length} nodes?`}
      description="They are not finished, or wait for what is not. All else can run."
      width={520}
      actions={
        <>
          <Button
            onClick={() => {
              close();
              editor.view.setState({ bottomTab: 'problems', isBottomOpen: true });
              if (first) goToProblem(editor, first);
            }}
          >
            Show the problem
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              close();
              void startRun(editor, { ...wanted, leaveOut: true });
            }}
          >
            Run the rest
          </Button>
        </>
      }
    >
      <ul className={styles.leftOut} aria-label="Left out">
        {leftOut.slice(0, mostNamed).map((id) => (
          <li key={id}>
            <StateGlyph kind="unset" />
            <b>{nodes[id] ? titleOf(nodes[id]) : id}</b>
            <span>{errorOf(id) ?? 'waits for it'}</span>
          </li>
        ))}
        {leftOut.length > mostNamed ? <li>and {leftOut.length - mostNamed} more</li> : null}
      </ul>
    </Dialog>
  );
}

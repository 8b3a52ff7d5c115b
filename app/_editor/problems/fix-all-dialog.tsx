'use client';

import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { DiffGlyph } from '@/app/_ui/glyphs';
import { titleOf } from '../canvas/ports';
import { useAnalysis, useDocument, useEditor } from '../editor';
import { applyFixes } from './apply-fix';
import { safeFixes } from './problem-list';
import styles from './problems.module.css';

/** Everything that can be mended without a decision, seen before it is done: one undo takes it all back. */
export function FixAllDialog({ onClose }: { onClose: () => void }) {
  const editor = useEditor();
  const nodes = useDocument((state) => state.doc.nodes);
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const fixes = safeFixes(diagnostics);
  const others = diagnostics.filter(({ fix }) => fix && !fix.isSafe).length;
  const apply = () => {
    applyFixes(editor, fixes);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={fixes.length === 1 ? 'Fix one problem' : `Fix ${fixes.length} problems`}
      description="None of it changes what the pipeline computes. One undo takes it all back."
      width={560}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={fixes.length === 0} onClick={apply}>
            Fix all
          </Button>
        </>
      }
    >
      <ul className={styles.fixes} aria-label="What changes">
        {fixes.map(({ fix, place, message }) => (
          <li key={`${place.node ?? ''} ${message}`}>
            <DiffGlyph kind="removed" />
            <span>
              <b>{place.node && nodes[place.node] ? titleOf(nodes[place.node]!) : 'Pipeline'}</b> {fix?.title}
              <small>{message}</small>
            </span>
          </li>
        ))}
      </ul>
      {others > 0 ? (
        <p className={styles.others}>
          {others === 1 ? 'One more fix changes' : `${others} more fixes change`} what is computed: do{' '}
          {others === 1 ? 'it' : 'them'} one by one, in the list.
        </p>
      ) : null}
    </Dialog>
  );
}

'use client';

import { Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/app/_ui/button';
import { DiffGlyph } from '@/app/_ui/glyphs';
import { Kbd } from '@/app/_ui/kbd';
import { Popover } from '@/app/_ui/popover';
import { registry } from '@/nodes/registry.gen';
import { diffDocs } from '@/server/compiler/diff/diff-docs';
import type { RunDetail } from '../api';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { latestRun } from '../commands/run-commands';
import { differenceLines } from '../compare-runs/difference-lines';
import { useDocument, useEditor } from '../editor';
import styles from './past-run.module.css';
import { versionWords } from './run-list-words';
import { sinceWords } from './since-words';

/** Below the run chip while a past run is on the cards: which, what differs from the drawing now, and the way back. */
export function PastRun({ run }: { run: RunDetail }) {
  const editor = useEditor();
  const doc = useDocument((state) => state.doc);
  const lines = useMemo(() => differenceLines(diffDocs(run.document, doc, registry), registry), [run.document, doc]);
  return (
    <section className={styles.band} aria-label={`Past run ${run.number}`}>
      <span role="status">
        Cards show <b>run {run.number}</b> as it was: {versionWords(run)}, {sinceWords(run.createdAt)}.
      </span>
      {lines.length === 0 ? (
        <span className={styles.same}>Drawn as it is now.</span>
      ) : (
        <Popover
          label="What differs from the drawing now"
          width={340}
          trigger={
            <button type="button" className={styles.differs}>
              {lines.length === 1 ? '1 difference' : `${lines.length} differences`} from the drawing now
            </button>
          }
        >
          <ul className={styles.lines}>
            {lines.map(({ kind, words }) => (
              <li key={`${kind} ${words}`}>
                <DiffGlyph kind={kind} />
                <span>{words}</span>
              </li>
            ))}
          </ul>
        </Popover>
      )}
      <Button size="s" icon={Undo2} onClick={() => perform(editor, 'latest-run')}>
        Latest run <Kbd>{printedKeys(latestRun.keys[0]!)}</Kbd>
      </Button>
    </section>
  );
}

'use client';

import { Copy, Play } from 'lucide-react';
import { Button } from '../_ui/button';
import { EmptyState, Note, Progress, Skeleton } from '../_ui/feedback';
import { StateGlyph, WarningGlyph } from '../_ui/glyphs';
import { Panel } from '../_ui/panel';
import styles from './kit.module.css';
import { Line } from './section';

/** What stands where there is nothing yet, where something is on its way, and where there is something to know. */
export function FeedbackParts() {
  return (
    <>
      <div className={styles.columns}>
        <Panel title="Empty">
          <EmptyState
            icon="table-2"
            title="No rows yet"
            actions={
              <Button size="s" icon={Play}>
                Run to here
              </Button>
            }
          >
            A preview shows what comes in and what goes out of the node you select.
          </EmptyState>
        </Panel>
        <Panel title="On its way">
          <div className={styles.stack}>
            <Skeleton width={220} />
            <Skeleton width={340} />
            <Skeleton width={180} />
          </div>
        </Panel>
        <div className={styles.stack}>
          <Note
            tone="bad"
            title="Write refused: no permission"
            glyph={<StateGlyph kind="failed" />}
            actions={
              <>
                <Button size="s" icon={Copy}>
                  Copy GRANT
                </Button>
                <Button size="s">Retry node</Button>
              </>
            }
          >
            sluice_staging may not insert here. Rows are kept, training goes on.
          </Note>
          <Note tone="warn" title="Encode learns before the split" glyph={<WarningGlyph />}>
            Test rows would be seen in training. Move Split in front of Encode.
          </Note>
          <Note tone="good" glyph={<StateGlyph kind="done" />}>
            Same result in all three, checked on 7,037 rows.
          </Note>
          <Note>Nothing was written.</Note>
        </div>
      </div>
      <Line caption="Progress">
        <span className={styles.wide}>
          <Progress value={0} label="Queued" kind="queued" />
        </span>
        <span className={styles.wide}>
          <Progress value={0.62} label="Training" />
        </span>
        <span className={styles.wide}>
          <Progress value={null} label="Counting rows" />
        </span>
        <span className={styles.wide}>
          <Progress value={1} label="Written" kind="done" />
        </span>
        <span className={styles.wide}>
          <Progress value={0.4} label="Refused" kind="failed" />
        </span>
      </Line>
    </>
  );
}

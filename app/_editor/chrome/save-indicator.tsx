'use client';

import { Check, CloudAlert, CloudOff, LoaderCircle } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { Popover } from '@/app/_ui/popover';
import { toast } from '@/app/_ui/toast';
import type { RefusedBatch } from '../document/document-store';
import { pendingCount } from '../document/draft';
import { useDocument, useEditor } from '../editor';
import styles from './save-indicator.module.css';

const icons = { saved: Check, saving: LoaderCircle, offline: CloudOff, waiting: CloudAlert, refused: CloudAlert };
const edits = (count: number): string => `${count} ${count === 1 ? 'edit' : 'edits'}`;

/** Whether the server has everything; and when it has not, why, and what can be done. */
export function SaveIndicator() {
  const save = useDocument((state) => state.save);
  const count = useDocument((state) => pendingCount(state.draft));
  const refused = useDocument((state) => state.refused);
  const isCalm = save === 'saved' || save === 'saving';
  const look = isCalm && refused.length > 0 ? 'refused' : save;
  const words = {
    saved: 'Saved',
    saving: 'Saving…',
    offline: `Offline – ${edits(count)} kept`,
    waiting: `Not saved yet – ${edits(count)} kept`,
    refused: `${edits(refused.reduce((sum, batch) => sum + batch.edits.length, 0))} not saved`,
  }[look];
  const mark = <Icon icon={icons[look]} size="xs" />;
  if (look === 'saved' || look === 'saving') {
    return (
      <span className={styles.save} data-save={look} role="status">
        {mark}
        {words}
      </span>
    );
  }
  return (
    <span role="status">
      <Popover
        label="What is not saved"
        width={320}
        trigger={
          <button type="button" className={styles.save} data-save={look}>
            {mark}
            {words}
          </button>
        }
      >
        <div className={styles.more}>
          {isCalm ? null : <Waiting isOffline={save === 'offline'} count={count} />}
          {refused.map((batch) => (
            <Refused key={batch.id} batch={batch} />
          ))}
        </div>
      </Popover>
    </span>
  );
}

function Waiting({ isOffline, count }: { isOffline: boolean; count: number }) {
  const editor = useEditor();
  return (
    <section>
      <h3>{isOffline ? 'Sluice cannot be reached' : 'Sluice could not save'}</h3>
      <p>
        Go on working: {edits(count)} {count === 1 ? 'is' : 'are'} kept in this browser, also when this page is closed,
        and saved as soon as {isOffline ? 'the connection is back' : 'the server has recovered'}. It is tried every few
        seconds.
      </p>
      <Button size="s" onClick={() => editor.running?.flush()}>
        Try now
      </Button>
    </section>
  );
}

function Refused({ batch }: { batch: RefusedBatch }) {
  const editor = useEditor();
  const copy = async () => {
    const text = JSON.stringify({ format: 'sluice/edits@1', edits: batch.edits }, null, 2);
    await navigator.clipboard.writeText(text).then(
      () => toast({ title: 'Copied', tone: 'good' }),
      () => toast({ title: 'The browser does not let this page copy', tone: 'warn' }),
    );
  };
  return (
    <section>
      <h3>{batch.edits.length === 1 ? 'An edit was not taken' : `${batch.edits.length} edits were not taken`}</h3>
      <p>
        {batch.message} {batch.hint}
      </p>
      <p className={styles.steps}>
        {[...new Set(batch.edits.map(({ kind }) => kind.replaceAll('-', ' ')))].join(', ')}
      </p>
      <div className={styles.actions}>
        <Button size="s" onClick={() => void copy()}>
          Copy {batch.edits.length === 1 ? 'it' : 'them'}
        </Button>
        <Button size="s" variant="ghost" onClick={() => editor.document.getState().dismissRefused(batch.id)}>
          Dismiss
        </Button>
      </div>
    </section>
  );
}

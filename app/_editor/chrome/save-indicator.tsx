'use client';

import { Check, CloudOff, LoaderCircle } from 'lucide-react';
import { Icon } from '@/app/_ui/icon';
import { pendingCount } from '../document/draft';
import { useDocument } from '../editor';
import styles from './top-bar.module.css';

/** Whether the server has everything. */
export function SaveIndicator() {
  const save = useDocument((state) => state.save);
  const count = useDocument((state) => pendingCount(state.draft));
  return (
    <span className={styles.save} data-save={save} role="status">
      <Icon icon={save === 'saved' ? Check : save === 'saving' ? LoaderCircle : CloudOff} size="xs" />
      {save === 'saved'
        ? 'Saved'
        : save === 'saving'
          ? 'Saving…'
          : `Offline – ${count} ${count === 1 ? 'edit' : 'edits'} kept`}
    </span>
  );
}

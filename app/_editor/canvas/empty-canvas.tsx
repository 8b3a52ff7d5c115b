'use client';

import { useRef } from 'react';
import { SampleTables } from '@/app/_frame/sample-tables';
import { Button } from '@/app/_ui/button';
import { Kbd } from '@/app/_ui/kbd';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { useEditor } from '../editor';
import { addDataFiles, addStoredFile } from './add-data-files';
import styles from './empty-canvas.module.css';
import { leftOfMiddle } from './left-of-middle';

/** An empty canvas says how to begin: a file of one's own, a shipped table, or with somebody at one's side. */
export function EmptyCanvas() {
  const editor = useEditor();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section className={styles.empty} aria-label="How to begin">
      <div className={styles.inner}>
        <h2>Start with your data</h2>
        <p>Drop a CSV or Parquet file anywhere here. It becomes a source node, and its columns are known at once.</p>
        <div className={styles.actions}>
          <Button variant="primary" onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
          <Button onClick={() => perform(editor, 'add-node')}>Add a node</Button>
          <Button icon="sparkles" onClick={() => perform(editor, 'coach')}>
            Build it with me
          </Button>
        </div>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          aria-label="Choose data files"
          accept=".csv,.tsv,.txt,.parquet,.pq"
          onChange={(event) => void addDataFiles(editor, [...(event.target.files ?? [])], leftOfMiddle(editor))}
        />
        <h3>or with sample data</h3>
        <SampleTables look="tiles" onChoose={(file) => addStoredFile(editor, file, leftOfMiddle(editor))} />
        <ul className={styles.hints}>
          <li>
            <Kbd>/</Kbd> find a node
          </li>
          <li>
            <Kbd>{printedKeys('mod+v')}</Kbd> paste a pipeline file
          </li>
          <li>
            <a href="/examples">ready examples</a>
          </li>
        </ul>
      </div>
    </section>
  );
}

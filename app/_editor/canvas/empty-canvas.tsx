'use client';

import { FileSpreadsheet } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { Kbd } from '@/app/_ui/kbd';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { useEditor } from '../editor';
import { addDataFiles } from './add-data-files';
import styles from './canvas.module.css';

/** An empty canvas says how to begin. */
export function EmptyCanvas() {
  const editor = useEditor();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section className={styles.empty} aria-label="How to begin">
      <span className={styles.emptyIcon}>
        <Icon icon={FileSpreadsheet} />
      </span>
      <h2>Start with your data</h2>
      <p>Drop a CSV or Parquet file anywhere here. It becomes a source node, and its columns are known at once.</p>
      <div className={styles.emptyActions}>
        <Button variant="primary" onClick={() => picker.current?.click()}>
          Choose a file
        </Button>
        <Button onClick={() => perform(editor, 'add-node')}>Add a node</Button>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        aria-label="Choose data files"
        accept=".csv,.tsv,.txt,.parquet,.pq"
        onChange={(event) => {
          const { x, y } = editor.canvas?.middle() ?? { x: 0, y: 0 };
          void addDataFiles(editor, [...(event.target.files ?? [])], { x: x - 100, y: y - 36 });
        }}
      />
      <ul>
        <li>
          <Kbd>/</Kbd> find a node by name, or double-click the canvas
        </li>
        <li>
          <Kbd>{printedKeys('mod+v')}</Kbd> paste nodes or a whole pipeline file
        </li>
        <li>
          Or begin from a ready one in the <a href="/">examples</a>
        </li>
      </ul>
    </section>
  );
}

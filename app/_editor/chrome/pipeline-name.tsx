'use client';

import { useState } from 'react';
import { useDocument, useEditor } from '../editor';
import styles from './top-bar.module.css';

/** The name of the pipeline, renamed in place. */
export function PipelineName() {
  const editor = useEditor();
  const name = useDocument((state) => state.doc.name);
  const [typed, setTyped] = useState<string>();
  const take = () => {
    const next = typed?.trim().slice(0, 80);
    setTyped(undefined);
    if (next && next !== name)
      editor.document.getState().dispatch([{ kind: 'set-name', name: next }], 'Rename pipeline');
  };
  const shown = typed ?? name;
  return (
    <span className={styles.name} data-value={shown}>
      <input
        aria-label="Name of the pipeline"
        dir="auto"
        title={shown}
        size={1}
        value={shown}
        maxLength={80}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(undefined);
        }}
      />
    </span>
  );
}

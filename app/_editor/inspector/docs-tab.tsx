'use client';

import { Markdown } from '@/app/_ui/markdown';
import { nodeDocs } from '@/nodes/docs.gen';
import type { AnyNode } from '@/nodes/kernel/define-node';
import styles from './inspector.module.css';

/** The README of the node type. */
export function DocsTab({ definition }: { definition: AnyNode }) {
  return (
    <div className={styles.docs}>
      <Markdown>{nodeDocs[definition.type] ?? `# ${definition.title}\n\n${definition.summary}`}</Markdown>
    </div>
  );
}

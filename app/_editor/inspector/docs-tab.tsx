'use client';

import { Markdown } from '@/app/_ui/markdown';
import { nodeDocs } from '@/nodes/docs.gen';
import type { AnyNode } from '@/nodes/kernel/define-node';
import { describeConfig, type FieldDescription } from '@/nodes/kernel/describe-config';
import styles from './inspector.module.css';

/** The README of the node type. */
export function DocsTab({ definition }: { definition: AnyNode }) {
  return (
    <div className={styles.docs}>
      <Markdown>{nodeDocs[definition.type] ?? `# ${definition.title}\n\n${definition.summary}`}</Markdown>
      {describeConfig(definition.config).some(takesExpression) ? (
        <p className={styles.docsMore}>
          <a href="/help/expressions" target="_blank" rel="noreferrer">
            Functions and how to write expressions
          </a>
        </p>
      ) : null}
    </div>
  );
}

const takesExpression = ({ widget, fields = [] }: FieldDescription): boolean =>
  widget === 'expression' || fields.some(takesExpression);

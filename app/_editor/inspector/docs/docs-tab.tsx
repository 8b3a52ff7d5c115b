'use client';

import dynamic from 'next/dynamic';
import type { AnyNode } from '@/nodes/kernel/define-node';
import { describeConfig, type FieldDescription } from '@/nodes/kernel/describe-config';
import styles from './docs.module.css';

/** Texts and examples of all nodes: loaded when somebody first reads one. */
const NodeDocs = dynamic(() => import('./node-docs').then((module) => module.NodeDocs), { ssr: false });

/** What the node does, and what it makes of small tables. */
export function DocsTab({ id, definition }: { id: string; definition: AnyNode }) {
  return (
    <div className={styles.docs}>
      <NodeDocs id={id} definition={definition} />
      {describeConfig(definition.config).some(takesExpression) ? (
        <p className={styles.more}>
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

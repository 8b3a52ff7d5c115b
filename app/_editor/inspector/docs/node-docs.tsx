'use client';

import { Markdown } from '@/app/_ui/markdown';
import { nodeDocs } from '@/nodes/docs.gen';
import { nodeExamples } from '@/nodes/examples.gen';
import type { AnyNode } from '@/nodes/kernel/define-node';
import styles from './docs.module.css';
import { ExampleView } from './example-view';

/** The README of the node type, and the examples that its tests hold it to. */
export function NodeDocs({ id, definition }: { id: string; definition: AnyNode }) {
  const { type, title, summary } = definition;
  const shown = (nodeExamples[type] ?? []).filter((example) => example.out && example.fails === undefined);
  return (
    <>
      <Markdown>{nodeDocs[type] ?? `# ${title}\n\n${summary}`}</Markdown>
      {shown.length > 0 ? (
        <section className={styles.examples} aria-label="Examples">
          <h2>Examples</h2>
          {shown.map((example) => (
            <ExampleView key={example.title} id={id} type={type} example={example} />
          ))}
        </section>
      ) : null}
    </>
  );
}

'use client';

import { Section } from '@/app/_ui/panel';
import type { ColumnHop } from '@/server/compiler/columns/trace-column';
import { titleOf } from '../canvas/ports';
import { useDocument, useEditor } from '../editor';
import { selectNodes } from '../view/view-store';
import styles from './trace.module.css';
import { useLitColumns } from './trace-provider';

const HOW: Readonly<Record<ColumnHop['how'], string>> = {
  same: 'handed on',
  renamed: 'renamed',
  derived: 'computed',
  aggregated: 'aggregated',
};

interface Step {
  readonly node: string;
  readonly what: string;
  readonly how: string;
}

/** Hop by hop: where the traced column comes from, what is made of it and who reads it. */
export function TraceList({ node, port }: { node: string; port: string }) {
  const lit = useLitColumns();
  if (!lit || lit.at.node !== node || lit.at.port !== port) return null;
  const { above, below, reads } = lit.trace;
  const into = (hop: ColumnHop): Step => ({ node: hop.to.node, what: hop.to.column, how: HOW[hop.how] });
  const from = (hop: ColumnHop): Step => ({ node: hop.from.node, what: hop.from.column, how: HOW[hop.how] });
  return (
    <>
      <Steps title={`${lit.at.column} comes from`} steps={above.map(from)} empty="Nothing: it begins here." />
      <Steps
        title="It feeds"
        steps={[
          ...below.map(into),
          ...reads.map((read) => ({ node: read.node, what: read.from.column, how: read.as })),
        ]}
        empty="Nothing reads it yet."
      />
    </>
  );
}

function Steps({ title, steps, empty }: { title: string; steps: readonly Step[]; empty: string }) {
  const editor = useEditor();
  const nodes = useDocument((state) => state.doc.nodes);
  const distinct = [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
  return (
    <Section title={title} note={distinct.length > 0 ? String(distinct.length) : undefined}>
      {distinct.length === 0 ? <p className={styles.quiet}>{empty}</p> : null}
      <ol className={styles.steps}>
        {distinct.map((step) => (
          <li key={JSON.stringify(step)}>
            <button
              type="button"
              onClick={() => {
                selectNodes(editor.view, [step.node]);
                editor.canvas?.reveal(step.node);
              }}
            >
              <span>{nodes[step.node] ? titleOf(nodes[step.node]!) : step.node}</span>
              <b>{step.what}</b>
              <small>{step.how}</small>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}

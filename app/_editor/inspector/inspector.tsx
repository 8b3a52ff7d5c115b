'use client';

import dynamic from 'next/dynamic';
import { definitionOf } from '../canvas/ports';
import { useDocument, useView } from '../editor';
import { only } from '../view/view-store';
import styles from './inspector.module.css';
import { NoNode } from './no-node';

const NodeInspector = dynamic(() => import('./node-inspector').then((module) => module.NodeInspector), { ssr: false });

/** All about the selected node; what shows it comes with the first one. */
export function Inspector() {
  const id = useView((state) => only(state.selection));
  const node = useDocument((state) => (id === undefined ? undefined : state.doc.nodes[id]));
  if (id === undefined || !node || !definitionOf(node)) return <NoNode />;
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <NodeInspector id={id} node={node} />
    </aside>
  );
}

'use client';

import { ViewportPortal } from '@xyflow/react';
import { NodeCard } from '@/app/_ui/canvas';
import { catalogue } from '@/nodes/catalogue.gen';
import { useDocument, useWatch } from '../editor';
import { cardWords } from './card-words';
import styles from './compare-bar.module.css';
import type { ComparedRuns } from './compared-runs';

/** Nodes of the compared runs that are no longer drawn, where they stood. */
export function GhostCards() {
  const compared = useWatch((state) => state.compared);
  return compared?.side === 'both' ? <Ghosts compared={compared} /> : null;
}

function Ghosts({ compared: { a, b, nodes } }: { compared: ComparedRuns }) {
  const drawn = useDocument((state) => state.doc.nodes);
  return (
    <ViewportPortal>
      <div className={styles.layer}>
        {Object.values(nodes)
          .filter(({ id }) => !drawn[id])
          .map((node) => {
            const doc = b.document.nodes[node.id] ? b.document : a.document;
            const definition = catalogue[doc.nodes[node.id]?.type ?? ''];
            const at = doc.layout[node.id] ?? { x: 0, y: 0 };
            return (
              <div key={node.id} className={styles.ghost} style={{ transform: `translate(${at.x}px, ${at.y}px)` }}>
                <NodeCard
                  title={node.title}
                  summary="no longer drawn"
                  category={definition?.category ?? 'shape'}
                  icon={definition?.ui.icon ?? 'box'}
                  state={{ kind: 'ready' }}
                  diff={{ kind: node.kind === 'same' ? 'removed' : node.kind, ...cardWords(node) }}
                />
              </div>
            );
          })}
      </div>
    </ViewportPortal>
  );
}

'use client';

import { ViewportPortal } from '@xyflow/react';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { Icon } from '@/app/_ui/icon';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { addNode } from '../canvas/add-node';
import { candidates } from '../canvas/candidates';
import { mainOutput } from '../canvas/connect';
import { columnPitch } from '../canvas/free-spot';
import { definitionOf } from '../canvas/ports';
import { useLevel } from '../canvas/use-sight';
import { useDocument, useEditor, useView } from '../editor';
import { only } from '../view/view-store';
import styles from './next-steps.module.css';
import { usualNext } from './usual-next';

const shown = 3;
const gap = columnPitch - cardWidth;

/** Behind the one selected card, while nothing stands there: what usually follows. A click adds it, wired. */
export function NextSteps({ moving }: { moving: Readonly<Record<string, Position>> }) {
  const node = useView((state) => only(state.selection));
  const isNear = useLevel() === 'full';
  return node !== undefined && isNear && moving[node] === undefined ? <Behind key={node} node={node} /> : null;
}

function Behind({ node }: { node: string }) {
  const editor = useEditor();
  const at = useDocument((state) => state.doc.layout[node]);
  const isTaken = useDocument(({ doc }) => standsBehind(doc.layout, node));
  // The same object until something is wired, added or configured: dragging another card costs nothing here.
  const nodes = useDocument((state) => state.doc.nodes);
  const wires = useDocument((state) => state.doc.wires);
  const port = useMemo(() => {
    const definition = definitionOf(nodes[node]);
    const output = definition && mainOutput(definition);
    const isReport = output !== undefined && definition?.ports.out[output]?.type === 'report';
    return isReport || wires.some(({ from }) => from.node === node) ? undefined : output;
  }, [nodes, wires, node]);
  const next = useMemo(() => {
    if (port === undefined) return [];
    const from = { node, port, side: 'out' as const };
    const fitting = candidates({ ...editor.document.getState().doc, nodes, wires }, { from });
    return usualNext(nodes[node]?.type ?? '', fitting, shown);
  }, [editor, nodes, wires, node, port]);
  if (!at || isTaken || port === undefined || next.length === 0) return null;
  return (
    <ViewportPortal>
      <ul
        className={`${styles.next} nodrag nopan`}
        aria-label="What usually follows"
        style={{ transform: `translate(${at.x + cardWidth + gap / 2}px, ${at.y}px)`, height: cardHeight }}
      >
        {next.map(({ definition }) => (
          <li key={definition.type}>
            <button
              type="button"
              data-cat={definition.category}
              title={definition.summary}
              aria-label={`Add ${definition.title} behind it`}
              onClick={() => {
                const from = { node, port, side: 'out' as const };
                addNode(editor, { type: definition.type, at: { x: at.x + columnPitch, y: at.y } }, { from });
              }}
            >
              <Icon icon={Plus} size="xs" />
              {definition.title}
            </button>
          </li>
        ))}
      </ul>
    </ViewportPortal>
  );
}

/** Another card stands where they would be. */
function standsBehind(layout: Readonly<Record<string, Position>>, node: string): boolean {
  const at = layout[node];
  if (!at) return false;
  for (const id in layout) {
    const other = layout[id];
    if (id === node || !other) continue;
    const isBeside = other.x > at.x && other.x < at.x + columnPitch + gap;
    if (isBeside && Math.abs(other.y - at.y) < cardHeight) return true;
  }
  return false;
}

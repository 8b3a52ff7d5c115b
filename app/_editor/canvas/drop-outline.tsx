'use client';

import { useStore, ViewportPortal } from '@xyflow/react';
import { cardHeight, cardWidth, routeWire } from '@/app/_ui/canvas';
import { wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument, useEditor, useView } from '../editor';
import type { DropTarget } from '../view/view-store';
import styles from './hands.module.css';
import { definitionOf, portPoint } from './ports';
import { landing, type PullState } from './pulling';
import { courseOf, endsOf } from './wire-course';

/** Drawn over the canvas while something is dragged: what will happen where it is let go. */
export function DropOutline() {
  const target = useView((state) => state.dropTarget);
  return (
    <ViewportPortal>
      {target ? target.kind === 'node' ? <OnNode target={target} /> : <OnWire target={target} /> : null}
      <Snap />
    </ViewportPortal>
  );
}

function OnNode({ target }: { target: DropTarget }) {
  const at = useDocument(({ doc }) => doc.layout[target.id]);
  if (!at) return null;
  return (
    <div
      className={styles.outline}
      data-possible={target.isPossible}
      style={{ transform: `translate(${at.x}px, ${at.y}px)`, width: cardWidth, height: cardHeight }}
    >
      <span className={styles.words}>{target.words}</span>
    </div>
  );
}

function OnWire({ target }: { target: DropTarget }) {
  const doc = useDocument((state) => state.doc);
  const wire = doc.wires.find((candidate) => wireId(candidate) === target.id);
  const ends = wire && endsOf(doc, wire);
  if (!ends) return null;
  const { d, label } = routeWire(ends[0], ends[1], courseOf(doc, wire).turns);
  return (
    <>
      <svg className={styles.wires} aria-hidden>
        <path d={d} className={styles.wire} data-possible={target.isPossible} />
      </svg>
      <span
        className={`${styles.words} ${styles.onWire}`}
        data-possible={target.isPossible}
        style={{ transform: `translate(${label.x}px, ${label.y}px)` }}
      >
        {target.words}
      </span>
    </>
  );
}

/** The port that a wire let go here would take, where the hand is on its card and not on the port itself. */
function Snap() {
  const editor = useEditor();
  const key = useStore((state) => {
    const found = landing(editor.document.getState().doc, state as PullState);
    if (!found || !('wire' in found) || !state.connection.inProgress) return '';
    const side = state.connection.fromHandle.type === 'source' ? 'in' : 'out';
    const end = side === 'in' ? found.wire.to : found.wire.from;
    return `${side} ${end.node} ${end.port}`;
  });
  const [side, node, port] = key.split(' ');
  if (!side || !node || !port) return null;
  const { doc } = editor.document.getState();
  const definition = definitionOf(doc.nodes[node]);
  const at = doc.layout[node];
  if (!definition || !at) return null;
  const point = portPoint(definition, side === 'in' ? 'in' : 'out', port);
  return <span className={styles.snap} style={{ transform: `translate(${at.x + point.x}px, ${at.y + point.y}px)` }} />;
}

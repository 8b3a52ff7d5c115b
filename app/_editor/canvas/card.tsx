'use client';

import { Handle, type NodeProps, Position as Side } from '@xyflow/react';
import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import { type CardPort, cardLabel, NodeCard, portOffset } from '@/app/_ui/canvas';
import { Tooltip } from '@/app/_ui/tooltip';
import { useComparedCard } from '../compare-runs/use-compared';
import { useEditor, useView } from '../editor';
import { TraceChip } from '../trace/trace-chip';
import styles from './canvas.module.css';
import { portKey } from './connectable';
import { useConnectable } from './connectable-provider';
import { ProblemCard } from './problem-card';
import type { CardNode } from './to-flow';
import { useCardView } from './use-card-view';
import { useLevel } from './use-sight';

/** One node on the canvas: the kit's card, with handles over its ports. */
export const Card = memo(function Card({ id, data, selected, dragging }: NodeProps<CardNode>) {
  const editor = useEditor();
  const level = useLevel();
  const view = useCardView(id, data.node, data.connected);
  const isHot = useView((state) => state.hotPath.includes(id));
  const openProof = useCallback(() => editor.view.setState({ proofOf: id }), [editor, id]);
  const root = useRef<HTMLDivElement>(null);
  const diff = useComparedCard(id);
  const label = cardLabel({ title: view.title, state: view.state, diff });
  // The element that takes the focus is React Flow's. Naming it here spares the whole graph a change with every state.
  useLayoutEffect(() => root.current?.closest('.react-flow__node')?.setAttribute('aria-label', label), [label]);
  const card = (
    <div ref={root} className={styles.card} data-hot={isHot || undefined} data-testid={`node-${id}`}>
      <NodeCard
        title={view.title}
        summary={view.summary}
        category={view.category}
        icon={view.icon}
        state={view.state}
        inputs={view.inputs}
        outputs={view.outputs}
        badges={{ leakProof: view.isLeakProof, published: view.isPublished }}
        onProof={view.hasProof ? openProof : undefined}
        selected={selected}
        bypassed={data.node.bypassed}
        diff={diff}
        level={level}
      />
      {view.warnings > 0 && level === 'full' ? (
        <span
          className={styles.warning}
          role="img"
          aria-label={`${view.warnings} ${view.warnings === 1 ? 'warning' : 'warnings'}`}
        >
          {view.warnings}
        </span>
      ) : null}
      <TraceChip node={id} />
    </div>
  );
  return (
    <>
      {view.reason && !dragging ? (
        <Tooltip content={<span className={styles.reason}>{view.reason}</span>} side="bottom">
          {card}
        </Tooltip>
      ) : (
        card
      )}
      <Ports node={id} side="in" ports={view.inputs} />
      <Ports node={id} side="out" ports={view.outputs} />
      {view.state.kind === 'failed' && level === 'full' && !diff ? <ProblemCard node={id} /> : null}
    </>
  );
});

interface PortsProps {
  node: string;
  side: 'in' | 'out';
  ports: readonly CardPort[];
}

function Ports({ node, side, ports }: PortsProps) {
  const editor = useEditor();
  const connectable = useConnectable();
  return ports.map((port, index) => (
    <Handle
      key={port.id}
      id={port.id}
      type={side === 'in' ? 'target' : 'source'}
      position={side === 'in' ? Side.Left : Side.Right}
      className={styles.handle}
      style={{ top: portOffset(index, ports.length) }}
      data-fits={connectable?.has(portKey(node, port.id))}
      role="img"
      aria-label={`${side === 'in' ? 'Input' : 'Output'} ${port.label ?? port.id}`}
      title={`${port.label ?? port.id} (${port.type})`}
      onClick={(event) => {
        if (side !== 'out') return;
        event.stopPropagation();
        editor.view.setState({ selection: new Set([node]), port: port.id, bottomTab: 'data', isBottomOpen: true });
      }}
    />
  ));
}

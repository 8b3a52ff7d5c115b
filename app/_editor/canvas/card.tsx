'use client';

import { Handle, type NodeProps, Position as Side, useConnection, useStore } from '@xyflow/react';
import { memo, useCallback } from 'react';
import { type CardPort, NodeCard, portOffset, zoomLevel } from '@/app/_ui/canvas';
import { Tooltip } from '@/app/_ui/tooltip';
import { useEditor } from '../editor';
import { TraceChip } from '../trace/trace-chip';
import styles from './canvas.module.css';
import { canConnect } from './connect';
import { ProblemCard } from './problem-card';
import type { CardNode } from './to-flow';

/** One node on the canvas: the kit's card, with handles over its ports. */
export const Card = memo(function Card({ id, data, selected, dragging }: NodeProps<CardNode>) {
  const editor = useEditor();
  const openProof = useCallback(() => editor.view.setState({ proofOf: id }), [editor, id]);
  const level = useStore((state) => zoomLevel(state.transform[2]));
  const pulled = useConnection((connection) =>
    connection.inProgress ? `${connection.fromHandle.type} ${connection.fromNode.id} ${connection.fromHandle.id}` : '',
  );
  const card = (
    <div className={styles.card} data-hot={data.isHot || undefined} data-testid={`node-${id}`}>
      <NodeCard
        title={data.title}
        summary={data.summary}
        category={data.category}
        icon={data.icon}
        state={data.state}
        inputs={data.inputs}
        outputs={data.outputs}
        badges={{ leakProof: data.isLeakProof, published: data.isPublished }}
        onProof={data.hasProof ? openProof : undefined}
        selected={selected}
        level={level}
      />
      {data.warnings > 0 && level === 'full' ? (
        <span
          className={styles.warning}
          role="img"
          aria-label={`${data.warnings} ${data.warnings === 1 ? 'warning' : 'warnings'}`}
        >
          {data.warnings}
        </span>
      ) : null}
      <TraceChip node={id} />
    </div>
  );
  return (
    <>
      {data.reason && !dragging ? (
        <Tooltip content={<span className={styles.reason}>{data.reason}</span>} side="bottom">
          {card}
        </Tooltip>
      ) : (
        card
      )}
      <Ports node={id} side="in" ports={data.inputs} pulled={pulled} />
      <Ports node={id} side="out" ports={data.outputs} pulled={pulled} />
      {data.state.kind === 'failed' && level === 'full' ? <ProblemCard node={id} /> : null}
    </>
  );
});

interface PortsProps {
  node: string;
  side: 'in' | 'out';
  ports: readonly CardPort[];
  /** What is being pulled: `source <node> <port>`, or nothing. */
  pulled: string;
}

function Ports({ node, side, ports, pulled }: PortsProps) {
  const editor = useEditor();
  const fits = (port: string): boolean | undefined => {
    const [type, fromNode, fromPort] = pulled.split(' ');
    if (!type || !fromNode || !fromPort) return undefined;
    if ((type === 'source') === (side === 'out')) return false;
    const own = { node, port };
    const other = { node: fromNode, port: fromPort };
    return canConnect(
      editor.document.getState().doc,
      side === 'in' ? { from: other, to: own } : { from: own, to: other },
    );
  };
  return ports.map((port, index) => (
    <Handle
      key={port.id}
      id={port.id}
      type={side === 'in' ? 'target' : 'source'}
      position={side === 'in' ? Side.Left : Side.Right}
      className={styles.handle}
      style={{ top: portOffset(index, ports.length) }}
      data-fits={fits(port.id)}
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

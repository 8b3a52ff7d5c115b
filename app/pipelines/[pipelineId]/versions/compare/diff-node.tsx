'use client';

import { Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react';
import { memo } from 'react';
import { type CardPort, NodeCard, portOffset, type ZoomLevel, zoomLevel } from '@/app/_ui/canvas';
import { registry } from '@/nodes/registry.gen';
import styles from './compare.module.css';
import type { ComparedNode } from './compared-graph';

export type DiffNodeData = { compared: ComparedNode; summary: string; effect: string | undefined };
export type DiffFlowNode = Node<DiffNodeData, 'diff'>;

export const useZoomLevel = (): ZoomLevel => useStore((state) => zoomLevel(state.transform[2]));

const ready = { kind: 'ready' } as const;

function portsOf(type: string): { inputs: CardPort[]; outputs: CardPort[] } {
  const ports = registry[type]?.ports;
  return {
    inputs: Object.entries(ports?.in ?? {}).map(([id, port]) => ({
      id,
      type: port.accepts[0] ?? 'table',
      label: port.title,
      optional: !port.required,
    })),
    outputs: Object.entries(ports?.out ?? {}).map(([id, port]) => ({
      id,
      type: port.type,
      label: port.title,
      optional: port.secondary,
    })),
  };
}

/** The card of a node with what became of it; it cannot be moved or wired. */
export const DiffNode = memo(function DiffNode({ data, selected }: NodeProps<DiffFlowNode>) {
  const { compared, summary, effect } = data;
  const level = useZoomLevel();
  const definition = registry[compared.type];
  const { inputs, outputs } = portsOf(compared.type);
  return (
    <NodeCard
      title={compared.title}
      summary={summary}
      category={definition?.category ?? 'shape'}
      icon={definition?.ui.icon ?? 'puzzle'}
      state={ready}
      inputs={inputs}
      outputs={outputs}
      selected={selected}
      level={level}
      diff={{ kind: compared.kind, words: compared.words, ...(effect ? { effect } : {}) }}
    >
      {inputs.map((port, index) => (
        <Handle
          key={port.id}
          id={port.id}
          type="target"
          position={Position.Left}
          isConnectable={false}
          className={styles.handle}
          style={{ top: portOffset(index, inputs.length) }}
        />
      ))}
      {outputs.map((port, index) => (
        <Handle
          key={port.id}
          id={port.id}
          type="source"
          position={Position.Right}
          isConnectable={false}
          className={styles.handle}
          style={{ top: portOffset(index, outputs.length) }}
        />
      ))}
    </NodeCard>
  );
});

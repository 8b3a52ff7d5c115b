'use client';

import { type ConnectionLineComponentProps, EdgeLabelRenderer, type EdgeProps, useStore } from '@xyflow/react';
import { memo, useState } from 'react';
import { routeWire, WirePath, WireTag, wireWidth, zoomLevel } from '@/app/_ui/canvas';
import { formatShare } from '@/app/_ui/figures';
import { partitions } from '@/app/_ui/vocabulary';
import type { PortType } from '@/nodes/kernel/ports';
import { useLitColumns } from '../trace/trace-provider';
import styles from './canvas.module.css';
import { definitionOf } from './ports';
import type { CardNode, WireEdge } from './to-flow';

/** One wire: the kit's drawing, a broad invisible line to point at, and its label. */
export const WireLine = memo(function WireLine({
  id,
  sourceX,
  sourceY,
  targetX,
  targetY,
  data,
  selected,
}: EdgeProps<WireEdge>) {
  const level = useStore((state) => zoomLevel(state.transform[2]));
  const [isPointed, setPointed] = useState(false);
  const lit = useLitColumns()?.wires;
  if (!data) return null;
  const route = routeWire({ x: sourceX, y: sourceY }, { x: targetX, y: targetY });
  const shares = data.partitions;
  const total = shares ? partitions.reduce((sum, name) => sum + (shares[name] ?? 0), 0) : 0;
  const isLong = route.label.place === 'on';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a wire only paints it stronger
    <g
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      opacity={lit && !lit.has(id) ? 0.3 : undefined}
    >
      <WirePath
        d={route.d}
        type={data.portType}
        width={data.portType === 'table' ? wireWidth(data.rows) : 2}
        partitions={shares}
        state={data.isHot ? 'failed' : data.look}
        selected={selected || lit?.has(id)}
        hot={isPointed}
        level={level}
        label={data.label && !isLong ? { text: data.label, at: route.label, old: data.isOld } : undefined}
      />
      <path d={route.d} className={`react-flow__edge-interaction ${styles.grip}`} />
      {data.label && isLong && level === 'full' ? (
        <EdgeLabelRenderer>
          <WireTag
            at={route.label}
            text={data.label}
            parts={
              shares && total > 0
                ? partitions
                    .filter((name) => (shares[name] ?? 0) > 0)
                    .map((partition) => ({ partition, text: formatShare((shares[partition] ?? 0) / total) }))
                : undefined
            }
          />
        </EdgeLabelRenderer>
      ) : null}
    </g>
  );
});

/** The wire that hangs on the mouse. */
export function PulledWire({
  fromX,
  fromY,
  toX,
  toY,
  fromNode,
  fromHandle,
  connectionStatus,
}: ConnectionLineComponentProps<CardNode>) {
  const forward = fromHandle.type === 'source';
  const from = { x: fromX, y: fromY };
  const to = { x: toX, y: toY };
  const { d } = forward ? routeWire(from, to) : routeWire(to, from);
  const node = fromNode.data.sources.node;
  const definition = definitionOf(node);
  const name = fromHandle.id ?? '';
  const type: PortType =
    (forward ? definition?.ports.out[name]?.type : definition?.ports.in[name]?.accepts[0]) ?? 'table';
  return (
    <WirePath
      d={d}
      type={type}
      state={connectionStatus === 'invalid' ? 'failed' : 'rest'}
      selected={connectionStatus !== 'invalid'}
    />
  );
}

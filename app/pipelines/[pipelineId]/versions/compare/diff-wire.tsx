'use client';

import type { Edge, EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { routeWire, WirePath } from '@/app/_ui/canvas';
import type { DiffKind, PortType } from '@/app/_ui/vocabulary';
import { useZoomLevel } from './diff-node';

export type DiffWireData = { kind: DiffKind | 'same'; type: PortType; label?: string };
export type DiffFlowEdge = Edge<DiffWireData, 'diff'>;

/** A wire with what became of it. */
export const DiffWire = memo(function DiffWire({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<DiffFlowEdge>) {
  const level = useZoomLevel();
  const route = routeWire({ x: sourceX, y: sourceY }, { x: targetX, y: targetY });
  const kind = data?.kind ?? 'same';
  return (
    <WirePath
      d={route.d}
      type={data?.type ?? 'table'}
      width={2}
      level={level}
      {...(kind === 'same' ? {} : { diff: kind })}
      {...(data?.label ? { label: { text: data.label, at: route.label, old: kind === 'removed' } } : {})}
    />
  );
});

'use client';

import { type ConnectionLineComponentProps, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useMemo, useState } from 'react';
import { placeLabel, routeWire, WirePath, WireTag, wirePoints, wireWidth } from '@/app/_ui/canvas';
import { formatShare } from '@/app/_ui/figures';
import { partitions } from '@/app/_ui/vocabulary';
import type { Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PortType } from '@/nodes/kernel/ports';
import { useComparedPort } from '../compare-runs/use-compared';
import { useAnalysis, useDrawing, useRuns, useView } from '../editor';
import { ProbeChip } from '../probes/probe-chip';
import { nodeRunOf } from '../run/run-store';
import { WireGate } from '../run/wire-gate';
import { useLitColumns } from '../trace/trace-provider';
import styles from './canvas.module.css';
import { definitionOf } from './ports';
import type { CardData, WireEdge } from './to-flow';
import type { DrawnNode } from './use-flow-graph';
import { useLevel } from './use-sight';
import { courseOf, holdsFor } from './wire-course';
import { type WireView, wireView } from './wire-view';

/** One wire: the kit's drawing, a broad invisible line to point at, and its label. */
export const WireLine = memo(function WireLine(props: EdgeProps<WireEdge>) {
  return props.data ? <DrawnWire {...props} wire={props.data.wire} /> : null;
});

type DrawnWireProps = EdgeProps<WireEdge> & { wire: Wire };

function DrawnWire({ id, sourceX, sourceY, targetX, targetY, wire, selected }: DrawnWireProps) {
  const level = useLevel();
  const view = useWireView(wire);
  const isHot = useView(({ hotPath }) => hotPath.includes(wire.from.node) && hotPath.includes(wire.to.node));
  const [isPointed, setPointed] = useState(false);
  const lit = useLitColumns()?.wires;
  const course = useDrawing((doc) => courseOf(doc, wire));
  const { d, points, label } = useMemo(() => {
    const [source, target] = [
      { x: sourceX, y: sourceY },
      { x: targetX, y: targetY },
    ];
    const turns = holdsFor(course, [source, target]) ? course.turns : {};
    return { ...routeWire(source, target, turns), points: wirePoints(source, target, turns) };
  }, [sourceX, sourceY, targetX, targetY, course]);
  const shares = view.partitions;
  const total = shares ? partitions.reduce((sum, name) => sum + (shares[name] ?? 0), 0) : 0;
  const isLong = label.place === 'on';
  const words = useComparedPort(`${wire.from.node}.${wire.from.port}`) ?? view.label;
  const at = words && placeLabel(words, points, label, course.cards);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a wire only paints it stronger
    <g
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      opacity={lit && !lit.has(id) ? 0.3 : undefined}
    >
      <WirePath
        d={d}
        type={view.portType}
        width={view.portType === 'table' ? wireWidth(view.rows) : 2}
        partitions={shares}
        state={isHot ? 'failed' : view.look}
        selected={selected || lit?.has(id)}
        hot={isPointed}
        level={level}
        label={words && at && !isLong ? { text: words, at, old: view.isOld } : undefined}
      />
      <path d={d} className={`react-flow__edge-interaction ${styles.grip}`} />
      {level === 'full' ? (
        <WireGate
          wire={wire}
          source={{ x: sourceX, y: sourceY }}
          target={{ x: targetX, y: targetY }}
          on={isLong ? label : undefined}
        />
      ) : null}
      {level === 'full' ? <ProbeChip wire={wire} at={{ x: sourceX + 20, y: sourceY + 12 }} /> : null}
      {words && isLong && level === 'full' ? (
        <EdgeLabelRenderer>
          <WireTag
            at={label}
            text={words}
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
}

/** It hears of the port it comes from, and of nothing else. */
function useWireView({ from }: Wire): WireView {
  const declared = useDrawing((doc) => definitionOf(doc.nodes[from.node])?.ports.out[from.port]?.type);
  const known = useAnalysis(({ nodes }) => nodes[from.node]?.outputs[from.port]);
  const hasError = useAnalysis(
    ({ byNode }) => byNode[from.node]?.some(({ severity }) => severity === 'error') ?? false,
  );
  const ran = useRuns((state) => nodeRunOf(state, from.node));
  const port = ran?.ports[from.port];
  return useMemo(() => wireView({ declared, known, port, ran, hasError }), [declared, known, port, ran, hasError]);
}

/** The wire that hangs on the mouse. */
export function PulledWire({
  fromX,
  fromY,
  toX,
  toY,
  fromNode,
  fromHandle,
  connectionStatus,
}: ConnectionLineComponentProps<DrawnNode>) {
  const forward = fromHandle.type === 'source';
  const from = { x: fromX, y: fromY };
  const to = { x: toX, y: toY };
  const { d } = forward ? routeWire(from, to) : routeWire(to, from);
  const definition = fromNode.type === 'card' ? definitionOf((fromNode.data as CardData).node) : undefined;
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

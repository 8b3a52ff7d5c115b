'use client';

import '@xyflow/react/dist/base.css';
import { Background, BackgroundVariant, ReactFlow, SelectionMode } from '@xyflow/react';
import { useRef, useState } from 'react';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument } from '../editor';
import { TraceBar } from '../trace/trace-bar';
import { useLitColumns } from '../trace/trace-provider';
import styles from './canvas.module.css';
import { CanvasTools } from './canvas-tools';
import { Card } from './card';
import { EmptyCanvas } from './empty-canvas';
import { Hands } from './hands';
import { RunChip } from './run-chip';
import { UploadCards } from './upload-cards';
import { useCanvasControl } from './use-canvas-control';
import { useConnecting } from './use-connecting';
import { useDragging } from './use-dragging';
import { useDrops } from './use-drops';
import { useFlowGraph } from './use-flow-graph';
import { useSelecting } from './use-selecting';
import { PulledWire, WireLine } from './wire';

const nodeTypes = { card: Card };
const edgeTypes = { wire: WireLine };
const noMoves: Readonly<Record<string, Position>> = {};

/** The drawing. React Flow gets what the document says and tells what a hand did; it keeps nothing of its own. */
export function Canvas() {
  const root = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState(noMoves);
  const isEmpty = useDocument((state) => Object.keys(state.doc.nodes).length === 0);
  // Only what was there at the beginning is fitted: the camera stays while a first node is dropped.
  const [isFitting] = useState(!isEmpty);
  const graph = useFlowGraph(moving);
  useCanvasControl(root, setMoving);
  const dragging = useDragging(moving, setMoving);
  const connecting = useConnecting();
  const selecting = useSelecting();
  const drops = useDrops();
  const isTracing = useLitColumns() !== undefined;

  return (
    <div
      ref={root}
      className={styles.canvas}
      data-over={drops.isOver || undefined}
      data-tracing={isTracing || undefined}
      {...drops.onRoot}
      {...selecting.onRoot}
    >
      <ReactFlow
        nodes={graph.nodes}
        edges={graph.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        aria-label="Canvas"
        {...dragging}
        {...connecting}
        {...selecting.onFlow}
        connectionLineComponent={PulledWire}
        connectionRadius={28}
        onMove={(_, { zoom }) => {
          root.current?.style.setProperty('--zoom', String(zoom));
          root.current?.toggleAttribute('data-tight', zoom < 0.6);
        }}
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.1}
        maxZoom={2}
        fitView={isFitting}
        fitViewOptions={{ maxZoom: 1, padding: { top: '72px', bottom: '64px', left: '40px', right: '40px' } }}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={[1]}
        panOnScroll
        panActivationKeyCode="Space"
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionKeyCode={null}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        edgesFocusable={false}
        onlyRenderVisibleElements={graph.nodes.length > 200}
        elevateNodesOnSelect
        attributionPosition="top-right"
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.6} color="var(--canvas-dot)" />
        <UploadCards />
      </ReactFlow>
      {isEmpty ? <EmptyCanvas /> : null}
      <TraceBar />
      <RunChip />
      <CanvasTools />
      <Hands />
      {drops.isOver ? <div className={styles.dropHint}>Drop a CSV or Parquet file: it becomes a source</div> : null}
    </div>
  );
}

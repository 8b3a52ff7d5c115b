'use client';

import '@xyflow/react/dist/base.css';
import { ReactFlow, SelectionMode } from '@xyflow/react';
import { useRef, useState } from 'react';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { GhostCards } from '../compare-runs/ghost-cards';
import { useDocument } from '../editor';
import { RunLights } from '../run/run-lights';
import { DockedCoach } from '../tour/docked-coach';
import { NextSteps } from '../tour/next-steps';
import { TraceBar } from '../trace/trace-bar';
import { useLitColumns } from '../trace/trace-provider';
import { zoomLimits } from './camera';
import styles from './canvas.module.css';
import { CanvasTools } from './canvas-tools';
import { Card } from './card';
import { ConnectableProvider } from './connectable-provider';
import { Dots } from './dots';
import { EmptyCanvas } from './empty-canvas';
import { CollapsedCard } from './groups/collapsed-card';
import { GroupFrames } from './groups/group-frames';
import { Hands } from './hands';
import { MapLayer } from './map-layer';
import { RunChip } from './run-chip';
import { StickyBlocks } from './stickies/sticky-blocks';
import { StickyNoteView } from './stickies/sticky-note';
import { UploadCards } from './upload-cards';
import { useArrivals } from './use-arrivals';
import { useCanvasControl } from './use-canvas-control';
import { useConnecting } from './use-connecting';
import { useDragging } from './use-dragging';
import { useDrops } from './use-drops';
import { useFlowGraph } from './use-flow-graph';
import { useMapHands } from './use-map-hands';
import { useSelecting } from './use-selecting';
import { LevelContext, useFirstView, useSight, useZoomForStyles } from './use-sight';
import { useTabOrder } from './use-tab-order';
import { PulledWire, WireLine } from './wire';

const nodeTypes = { card: Card, collapsed: CollapsedCard, sticky: StickyNoteView };
/** Its licence (MIT) asks for no sign on the canvas. */
const proOptions = { hideAttribution: true };
const edgeTypes = { wire: WireLine };
const noMoves: Readonly<Record<string, Position>> = {};

/** The drawing. React Flow gets what the document says and tells what a hand did; it keeps nothing of its own. */
export function Canvas() {
  const root = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState(noMoves);
  const isEmpty = useDocument((state) => Object.keys(state.doc.nodes).length === 0);
  const first = useFirstView(root);
  const sight = useSight(first);
  const graph = useFlowGraph(moving, sight);
  useCanvasControl(root, setMoving);
  useArrivals(root);
  useZoomForStyles(root);
  const fromAfar = useMapHands(sight.level, setMoving);
  const tabOrder = useTabOrder();
  const dragging = useDragging(setMoving);
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
      {...fromAfar.onRoot}
      {...tabOrder}
    >
      {first ? (
        <LevelContext value={sight.level}>
          <ConnectableProvider>
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
              snapToGrid
              snapGrid={[8, 8]}
              minZoom={zoomLimits.min}
              maxZoom={zoomLimits.max}
              defaultViewport={first.viewport}
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
              elevateNodesOnSelect
              proOptions={proOptions}
            >
              <Dots />
              <GroupFrames moving={moving} setMoving={setMoving} />
              <StickyBlocks />
              <UploadCards />
              <RunLights />
              <GhostCards />
              <NextSteps moving={moving} />
              {sight.level === 'map' ? <MapLayer moving={moving} band={fromAfar.band} /> : null}
            </ReactFlow>
          </ConnectableProvider>
        </LevelContext>
      ) : null}
      {isEmpty ? <EmptyCanvas /> : null}
      <TraceBar />
      <RunChip />
      <DockedCoach />
      <CanvasTools />
      <Hands />
      {drops.isOver ? <div className={styles.dropHint}>Drop a CSV or Parquet file: it becomes a source</div> : null}
    </div>
  );
}

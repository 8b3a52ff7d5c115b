'use client';

import '@xyflow/react/dist/base.css';
import { Background, BackgroundVariant, ReactFlow, useReactFlow, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { formatShare } from '@/app/_ui/figures';
import { DiffGlyph } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { Kbd } from '@/app/_ui/kbd';
import { diffKinds } from '@/app/_ui/vocabulary';
import { registry } from '@/nodes/registry.gen';
import styles from './compare.module.css';
import type { ComparedGraph } from './compared-graph';
import { type DiffFlowNode, DiffNode } from './diff-node';
import { type DiffFlowEdge, DiffWire } from './diff-wire';

const nodeTypes = { diff: DiffNode };
const edgeTypes = { diff: DiffWire };

const fit = { padding: 0.14, maxZoom: 1 } as const;

export interface DiffCanvasProps {
  graph: ComparedGraph;
  /** Which side is drawn; both lie over each other by default. */
  side: 'a' | 'both' | 'b';
  summaryOf: (node: string) => string;
  effectOf: (node: string) => string | undefined;
  wireLabel: (from: string) => string | undefined;
  current: string | null;
  onCurrent: (node: string | null) => void;
}

/** Both drawings on one canvas that cannot be changed: what is new, gone, different or wired otherwise. */
export function DiffCanvas({ graph, side, summaryOf, effectOf, wireLabel, current, onCurrent }: DiffCanvasProps) {
  const flow = useReactFlow();
  const shown = useMemo(() => {
    const hidden = side === 'a' ? 'added' : side === 'b' ? 'removed' : null;
    return graph.nodes.filter((node) => node.kind !== hidden);
  }, [graph, side]);
  const nodes = useMemo(
    () =>
      shown.map(
        (compared): DiffFlowNode => ({
          id: compared.id,
          type: 'diff',
          position: compared.at,
          width: cardWidth,
          height: cardHeight,
          selected: compared.id === current,
          ariaLabel: `${compared.title}, ${compared.kind === 'same' ? 'unchanged' : compared.kind}`,
          data: { compared, summary: summaryOf(compared.id), effect: effectOf(compared.id) },
        }),
      ),
    [shown, current, summaryOf, effectOf],
  );
  const edges = useMemo(
    () => wiresOf(graph, new Set(shown.map((node) => node.id)), side, wireLabel),
    [graph, shown, side, wireLabel],
  );

  // The panels around it come later than the canvas: fit again while nobody has gone anywhere.
  const height = useStore((state) => state.height);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the height asks for it
  useEffect(() => {
    if (height > 0 && current === null) flow.fitView(fit).catch(() => undefined);
  }, [height, flow]);

  useEffect(() => {
    const node = graph.nodes.find((candidate) => candidate.id === current);
    if (!node) return;
    flow
      .setCenter(node.at.x + cardWidth / 2, node.at.y + cardHeight / 2, {
        zoom: Math.max(0.9, flow.getZoom()),
        duration: 280,
      })
      .catch(() => undefined);
  }, [current, graph, flow]);

  return (
    <ReactFlow
      className={styles.canvas}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      minZoom={0.15}
      maxZoom={1.6}
      fitView
      fitViewOptions={fit}
      attributionPosition="bottom-center"
      onNodeClick={(_, node) => onCurrent(node.id)}
      onPaneClick={() => onCurrent(null)}
    >
      <Background variant={BackgroundVariant.Dots} gap={16} size={1.2} color="var(--canvas-dot)" />
      <Legend graph={graph} />
      <Tools />
      <p className={styles.hint}>
        <Kbd>J</Kbd> <Kbd>K</Kbd> next, previous change
      </p>
    </ReactFlow>
  );
}

function wiresOf(
  graph: ComparedGraph,
  present: ReadonlySet<string>,
  side: DiffCanvasProps['side'],
  wireLabel: DiffCanvasProps['wireLabel'],
): DiffFlowEdge[] {
  const hidden = (kind: string) =>
    side === 'a' ? kind === 'added' || kind === 'rewired' : side === 'b' && kind === 'removed';
  const types = new Map(graph.nodes.map((node) => [node.id, node.type]));
  return graph.wires
    .filter(({ wire, kind }) => !hidden(kind) && present.has(wire.from.node) && present.has(wire.to.node))
    .map(({ wire, kind }): DiffFlowEdge => {
      const type = registry[types.get(wire.from.node) ?? '']?.ports.out[wire.from.port]?.type ?? 'table';
      const label = kind === 'removed' ? undefined : wireLabel(`${wire.from.node}.${wire.from.port}`);
      return {
        id: `${kind} ${wire.from.node}.${wire.from.port} ${wire.to.node}.${wire.to.port}`,
        type: 'diff',
        source: wire.from.node,
        sourceHandle: wire.from.port,
        target: wire.to.node,
        targetHandle: wire.to.port,
        data: { kind, type, ...(label ? { label } : {}) },
      };
    });
}

function Legend({ graph }: { graph: ComparedGraph }) {
  const count = (kind: string) => graph.nodes.filter((node) => node.kind === kind).length;
  return (
    <div className={styles.legend}>
      {diffKinds.map((kind) =>
        count(kind) > 0 ? (
          <span key={kind}>
            <span data-diff={kind} style={{ color: 'var(--c)' }}>
              <DiffGlyph kind={kind} />
            </span>
            {count(kind)} {kind}
          </span>
        ) : null,
      )}
      <span className={styles.muted}>{count('same')} same</span>
    </div>
  );
}

function Tools() {
  const flow = useReactFlow();
  const zoom = useStore((state) => state.transform[2]);
  return (
    <div className={styles.tools}>
      <IconButton label="Zoom out" icon={Minus} size="s" onClick={() => flow.zoomOut({ duration: 160 })} />
      <span style={{ width: 44, textAlign: 'center', fontSize: 12 }}>{formatShare(zoom)}</span>
      <IconButton label="Zoom in" icon={Plus} size="s" onClick={() => flow.zoomIn({ duration: 160 })} />
      <IconButton label="All of it" icon={Maximize} size="s" onClick={() => flow.fitView({ ...fit, duration: 280 })} />
    </div>
  );
}

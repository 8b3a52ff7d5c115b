import type { Edge, Node, NodeHandle } from '@xyflow/react';
import { Position as Side } from '@xyflow/react';
import {
  type CardPort,
  type CardState,
  cardHeight,
  cardLabel,
  cardWidth,
  type PartitionShares,
  portOffset,
} from '@/app/_ui/canvas';
import { formatCount, formatInteger } from '@/app/_ui/figures';
import type { PortType } from '@/app/_ui/vocabulary';
import type { Category } from '@/nodes/kernel/define-node';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import { type GraphDoc, type GraphNode, type Position, type Wire, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { carriesProof, type NodeAnalysis } from '@/server/compiler/analysis';
import type { Import } from '../analysis/analysis-store';
import type { RunDetail } from '../api';
import type { PortView, StageDetail } from '../run/run-store';
import { cardStateOf, reasonOf } from './card-state';
import { cardPorts, definitionOf, titleOf } from './ports';

/** Everything that decides how one card looks; equal values, same card. */
export interface CardSources {
  readonly node: GraphNode;
  readonly at: Position;
  readonly analysis: NodeAnalysis | undefined;
  readonly problems: readonly Diagnostic[];
  readonly stages: readonly StageDetail[];
  readonly run: RunDetail | undefined;
  readonly importing: Import | undefined;
  readonly isFedAnew: boolean;
  /** Names of the inputs that have a wire, joined. */
  readonly connected: string;
  readonly isSelected: boolean;
  readonly isHot: boolean;
}

export interface CardData extends Record<string, unknown> {
  readonly title: string;
  readonly summary: string;
  readonly category: Category;
  readonly icon: string;
  readonly state: CardState;
  readonly inputs: readonly CardPort[];
  readonly outputs: readonly CardPort[];
  readonly isLeakProof: boolean;
  /** A model or an endpoint comes out of it, which carries the proof. */
  readonly hasProof: boolean;
  readonly isPublished: boolean;
  readonly warnings: number;
  readonly reason: string | undefined;
  readonly isHot: boolean;
  readonly sources: CardSources;
}

export type CardNode = Node<CardData, 'card'>;

/** The card of one node as React Flow wants it; the earlier object when nothing it shows has changed. */
export function toFlowNode(id: string, sources: CardSources, earlier: CardNode | undefined): CardNode {
  if (earlier && isSame(earlier.data.sources, sources)) return earlier;
  const { node, analysis, at, stages } = sources;
  const definition = definitionOf(node);
  const state = cardStateOf({ id, ...sources });
  const connected = new Set(sources.connected.split(' '));
  const ports = definition ? cardPorts(definition, connected) : { inputs: [], outputs: [] };
  const found = state.kind === 'done' || state.kind === 'reused' ? foundIn(id, sources.run) : { warnings: 0 };
  const data: CardData = {
    title: titleOf(node),
    summary: analysis?.summary ?? definition?.summary ?? `There is no node type “${node.type}”`,
    category: definition?.category ?? 'shape',
    icon: definition?.ui.icon ?? 'box',
    state,
    ...ports,
    isLeakProof: analysis?.leakProof ?? false,
    hasProof: analysis !== undefined && carriesProof(analysis),
    isPublished:
      analysis?.traits.effect === 'publishes' &&
      stages.some((stage) => stage.state === 'done') &&
      sources.run?.publish === true,
    warnings: sources.problems.filter((problem) => problem.severity === 'warning').length + found.warnings,
    reason:
      state.kind === 'unset'
        ? sources.problems.find((problem) => problem.severity === 'error')?.message
        : (found.note ?? reasonOf(stages)),
    isHot: sources.isHot,
    sources,
  };
  return {
    id,
    type: 'card',
    position: at,
    data,
    selected: sources.isSelected,
    width: cardWidth,
    height: cardHeight,
    measured: { width: cardWidth, height: cardHeight },
    handles: handlesOf(ports),
    ariaLabel: cardLabel({ title: data.title, state }),
  };
}

/** What a node's report says of what it found, among its figures: how many warnings, and a sentence. */
function foundIn(id: string, run: RunDetail | undefined): { warnings: number; note?: string } {
  const { warnings, note } = run?.ports[`${id}.report`]?.summary ?? {};
  return {
    warnings: typeof warnings === 'number' ? warnings : 0,
    ...(typeof note === 'string' ? { note } : {}),
  };
}

function isSame(a: CardSources, b: CardSources): boolean {
  const keys = Object.keys(b) as (keyof CardSources)[];
  return keys.every((key) => a[key] === b[key] || (key === 'run' && b.stages.length === 0 && a.run?.id === b.run?.id));
}

/** Given, so that wires are drawn before anything was measured. */
function handlesOf({ inputs, outputs }: { inputs: readonly CardPort[]; outputs: readonly CardPort[] }): NodeHandle[] {
  const handle =
    (side: 'in' | 'out') =>
    (port: CardPort, index: number, all: readonly CardPort[]): NodeHandle => ({
      id: port.id,
      type: side === 'in' ? 'target' : 'source',
      position: side === 'in' ? Side.Left : Side.Right,
      x: side === 'in' ? 0 : cardWidth - 1,
      y: portOffset(index, all.length) - 0.5,
      width: 1,
      height: 1,
    });
  return [...inputs.map(handle('in')), ...outputs.map(handle('out'))];
}

export interface WireData extends Record<string, unknown> {
  readonly portType: PortType;
  readonly rows: number | undefined;
  readonly label: string | undefined;
  readonly isOld: boolean;
  readonly partitions: PartitionShares | undefined;
  readonly look: 'rest' | 'pending' | 'failed';
  readonly isHot: boolean;
}

export type WireEdge = Edge<WireData, 'wire'>;

export interface WireSources {
  readonly doc: GraphDoc;
  readonly analysis: Readonly<Record<string, NodeAnalysis>>;
  readonly run: RunDetail | undefined;
  readonly states: ReadonlyMap<string, CardState>;
  readonly hotPath: readonly string[];
}

export function toFlowEdge(
  wire: Wire,
  isSelected: boolean,
  sources: WireSources,
  earlier: WireEdge | undefined,
): WireEdge {
  const { from, to } = wire;
  const port = sources.run?.ports[`${from.node}.${from.port}`];
  const known = sources.analysis[from.node]?.outputs[from.port];
  const isCurrent = port !== undefined && known?.key === port.key;
  const data: WireData = {
    portType: known?.type ?? definitionOf(sources.doc.nodes[from.node])?.ports.out[from.port]?.type ?? 'table',
    rows: port?.rowCount ?? undefined,
    label: port ? wireLabel(port) : undefined,
    isOld: port !== undefined && !isCurrent,
    partitions: sharesOf(port, known?.schema?.partitioned),
    look: lookOf(sources.states.get(from.node)),
    isHot: sources.hotPath.includes(from.node) && sources.hotPath.includes(to.node),
  };
  if (earlier && earlier.selected === isSelected && JSON.stringify(earlier.data) === JSON.stringify(data))
    return earlier;
  return {
    id: wireId(wire),
    type: 'wire',
    source: from.node,
    sourceHandle: from.port,
    target: to.node,
    targetHandle: to.port,
    selected: isSelected,
    data,
    ariaLabel: `Wire from ${nameOf(sources.doc, from.node)} to ${nameOf(sources.doc, to.node)}`,
  };
}

const nameOf = (doc: GraphDoc, id: string): string => (doc.nodes[id] ? titleOf(doc.nodes[id]) : id);

/** Rows × columns; `…` while the rows are still being counted. */
export function wireLabel({ type, rowCount, columnCount }: PortView): string | undefined {
  if (type !== 'table' || columnCount === null) return undefined;
  return `${rowCount === null ? '…' : rowCount < 100_000 ? formatInteger(rowCount) : formatCount(rowCount)} × ${columnCount}`;
}

function sharesOf(port: PortView | undefined, isPartitioned: boolean | undefined): PartitionShares | undefined {
  if (!isPartitioned || port?.type !== 'table') return undefined;
  const counts = port.partitionCounts;
  return counts ? { train: counts.train, validation: counts.validation, test: counts.test } : undefined;
}

function lookOf(state: CardState | undefined): WireData['look'] {
  if (state?.kind === 'failed') return 'failed';
  return state?.kind === 'queued' || (state?.kind === 'running' && state.words !== 'Importing') ? 'pending' : 'rest';
}

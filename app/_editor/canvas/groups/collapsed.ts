import type { Node } from '@xyflow/react';
import { Position as Side } from '@xyflow/react';
import { type CardPort, cardHeight, cardWidth } from '@/app/_ui/canvas';
import {
  type GraphDoc,
  type Group,
  groupsOf,
  type Position,
  type Wire,
  wireId,
} from '@/nodes/kernel/graph-doc/graph-doc';
import { drawnGroup } from '../drawn-ids';
import { definitionOf, titleOf } from '../ports';
import { toFlowEdge, type WireEdge } from '../to-flow';
import { cornerOf, foldsOf } from './fold';

/** A port of a node inside that a wire from outside leads to, or comes from. */
export interface CrossingPort extends CardPort {
  /** Height of its middle on the card. */
  readonly y: number;
}

export interface CollapsedData extends Record<string, unknown> {
  readonly id: string;
  readonly group: Group;
  readonly inputs: readonly CrossingPort[];
  readonly outputs: readonly CrossingPort[];
  readonly height: number;
}

export type CollapsedNode = Node<CollapsedData, 'collapsed'>;

const none: readonly never[] = [];
/** Between the middles of two ports, and above the first. */
const pitch = 16;

export interface CollapsedGraph {
  readonly nodes: readonly CollapsedNode[];
  readonly edges: readonly WireEdge[];
}

export interface DrawnAs {
  readonly moving: Readonly<Record<string, Position>>;
  readonly selection: ReadonlySet<string>;
}

/** One card for each collapsed group, with the ports that wires cross its border at. */
export function collapsedNodes(doc: GraphDoc, { moving, selection }: DrawnAs): readonly CollapsedNode[] {
  if (foldsOf(doc).size === 0) return none;
  return Object.entries(groupsOf(doc)).flatMap(([id, group]) => {
    if (!group.collapsed) return [];
    const data = dataOf(doc, id, group);
    return {
      id: drawnGroup(id),
      type: 'collapsed' as const,
      position: moving[drawnGroup(id)] ?? cornerOf(doc, group, moving),
      data,
      selected: group.nodes.some((node) => selection.has(node)),
      width: cardWidth,
      height: data.height,
      measured: { width: cardWidth, height: data.height },
      handles: [
        ...data.inputs.map((port) => handle(port, 'target')),
        ...data.outputs.map((port) => handle(port, 'source')),
      ],
    };
  });
}

/** Wires that cross a border end at the card of the group; those inside are not drawn. */
export function collapsedEdges(doc: GraphDoc, selected: ReadonlySet<string>): readonly WireEdge[] {
  const folds = foldsOf(doc);
  if (folds.size === 0) return none;
  return crossing(doc).map((wire): WireEdge => {
    const [from, to] = [folds.get(wire.from.node), folds.get(wire.to.node)];
    const edge = toFlowEdge({ id: wireId(wire), wire }, selected.has(wireId(wire)), doc, undefined);
    return {
      ...edge,
      ...(from === undefined ? {} : { source: drawnGroup(from), sourceHandle: portName(wire.from) }),
      ...(to === undefined ? {} : { target: drawnGroup(to), targetHandle: portName(wire.to) }),
    };
  });
}

function crossing(doc: GraphDoc): Wire[] {
  const folds = foldsOf(doc);
  return doc.wires.filter(({ from, to }) => {
    const ends = [folds.get(from.node), folds.get(to.node)];
    if (ends[0] === ends[1]) return false;
    return hasPort(doc, from, 'out') && hasPort(doc, to, 'in');
  });
}

const portName = ({ node, port }: Wire['from']): string => `${node}.${port}`;
const hasPort = (doc: GraphDoc, end: Wire['from'], side: 'in' | 'out'): boolean =>
  definitionOf(doc.nodes[end.node])?.ports[side][end.port] !== undefined;

function dataOf(doc: GraphDoc, id: string, group: Group): CollapsedData {
  const folds = foldsOf(doc);
  const wires = crossing(doc);
  const inputs = wires.filter(({ to }) => folds.get(to.node) === id).map(({ to }) => to);
  const outputs = wires.filter(({ from }) => folds.get(from.node) === id).map(({ from }) => from);
  const named = new Map(outputs.map((end) => [portName(end), end]));
  const count = Math.max(inputs.length, named.size);
  const height = Math.max(cardHeight, (count + 1) * pitch);
  return {
    id,
    group,
    inputs: inputs.map((end, index) => port(doc, end, 'in', heightOf(index, inputs.length, height))),
    outputs: [...named.values()].map((end, index) => port(doc, end, 'out', heightOf(index, named.size, height))),
    height,
  };
}

const heightOf = (index: number, count: number, height: number): number =>
  height / 2 + (index - (count - 1) / 2) * pitch;

function port(doc: GraphDoc, end: Wire['from'], side: 'in' | 'out', y: number): CrossingPort {
  const node = doc.nodes[end.node]!;
  const { ports } = definitionOf(node)!;
  const type = side === 'in' ? ports.in[end.port]!.accepts[0]! : ports.out[end.port]!.type;
  const title = side === 'in' ? ports.in[end.port]!.title : ports.out[end.port]!.title;
  return { id: portName(end), type, label: `${titleOf(node)}: ${title}`, y };
}

const handle = ({ id, y }: CrossingPort, type: 'source' | 'target') => ({
  id,
  type,
  position: type === 'target' ? Side.Left : Side.Right,
  x: type === 'target' ? 0 : cardWidth - 1,
  y: y - 0.5,
  width: 1,
  height: 1,
});

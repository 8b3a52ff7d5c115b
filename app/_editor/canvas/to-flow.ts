import type { Edge, Node, NodeHandle } from '@xyflow/react';
import { Position as Side } from '@xyflow/react';
import { type CardPort, cardHeight, cardWidth, portOffset } from '@/app/_ui/canvas';
import type { CatalogueNode } from '@/nodes/kernel/catalogue';
import type { GraphDoc, GraphNode, Position, Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import { cardPorts, definitionOf, titleOf } from './ports';

/** What React Flow has to know of one card. How the node fares is no part of it: cards ask for that themselves. */
export interface CardPlace {
  readonly node: GraphNode;
  readonly at: Position;
  /** Names of the inputs that have a wire, joined. */
  readonly connected: string;
  readonly isSelected: boolean;
  /** Out of sight: it is there for its wires and for what is done to all selected cards, but not drawn. */
  readonly isHidden: boolean;
}

export interface CardData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly connected: string;
  readonly place: CardPlace;
}

export type CardNode = Node<CardData, 'card'>;

/** The card of one node as React Flow wants it; the earlier object when nothing of it has changed. */
export function toFlowNode(id: string, place: CardPlace, earlier: CardNode | undefined): CardNode {
  if (earlier && isSame(earlier.data.place, place)) return earlier;
  const { node, connected, at } = place;
  return {
    id,
    type: 'card',
    position: at,
    data: { node, connected, place },
    selected: place.isSelected,
    ...(place.isHidden ? { hidden: true } : {}),
    width: cardWidth,
    height: cardHeight,
    measured: { width: cardWidth, height: cardHeight },
    handles: handlesOf(definitionOf(node)),
  };
}

const isSame = (a: CardPlace, b: CardPlace): boolean =>
  a.node === b.node &&
  a.at.x === b.at.x &&
  a.at.y === b.at.y &&
  a.connected === b.connected &&
  a.isSelected === b.isSelected &&
  a.isHidden === b.isHidden;

const handlesByType = new Map<CatalogueNode, NodeHandle[]>();

/** Given, so that wires are drawn before anything was measured. */
function handlesOf(definition: CatalogueNode | undefined): NodeHandle[] {
  if (!definition) return [];
  const known = handlesByType.get(definition);
  if (known) return known;
  const { inputs, outputs } = cardPorts(definition, new Set());
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
  const handles = [...inputs.map(handle('in')), ...outputs.map(handle('out'))];
  handlesByType.set(definition, handles);
  return handles;
}

export type WireEdge = Edge<{ readonly wire: Wire }, 'wire'>;

export function toFlowEdge(
  { id, wire }: { readonly id: string; readonly wire: Wire },
  isSelected: boolean,
  doc: GraphDoc,
  earlier: WireEdge | undefined,
): WireEdge {
  const { from, to } = wire;
  const ariaLabel = `Wire from ${nameOf(doc, from.node)} to ${nameOf(doc, to.node)}`;
  if (earlier && earlier.selected === isSelected && earlier.ariaLabel === ariaLabel && earlier.data?.wire === wire)
    return earlier;
  return {
    id,
    type: 'wire',
    source: from.node,
    sourceHandle: from.port,
    target: to.node,
    targetHandle: to.port,
    selected: isSelected,
    data: { wire },
    ariaLabel,
  };
}

const nameOf = (doc: GraphDoc, id: string): string => (doc.nodes[id] ? titleOf(doc.nodes[id]) : id);

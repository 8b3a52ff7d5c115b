import { type CardPort, cardHeight, cardWidth, portOffset } from '@/app/_ui/canvas/ports';
import { catalogue } from '@/nodes/catalogue.gen';
import type { CatalogueNode } from '@/nodes/kernel/catalogue';
import type { GraphDoc, GraphNode, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PortType } from '@/nodes/kernel/ports';

export const definitionOf = (node: GraphNode | undefined): CatalogueNode | undefined => node && catalogue[node.type];
export const titleOf = (node: GraphNode): string => node.title ?? catalogue[node.type]?.title ?? node.type;

export function outputType(doc: GraphDoc, end: WireEnd): PortType | undefined {
  return definitionOf(doc.nodes[end.node])?.ports.out[end.port]?.type;
}

export const accepts = (doc: GraphDoc, end: WireEnd, type: PortType): boolean =>
  definitionOf(doc.nodes[end.node])?.ports.in[end.port]?.accepts.includes(type) ?? false;

/** Ports as a card draws them. `connected` holds the names of the inputs that have a wire. */
export function cardPorts(
  definition: CatalogueNode,
  connected: ReadonlySet<string>,
): { inputs: CardPort[]; outputs: CardPort[] } {
  const inputs = Object.entries(definition.ports.in).map(([id, port]) => ({
    id,
    type: port.accepts[0] ?? 'table',
    label: port.title,
    optional: !port.required,
    missing: port.required && !connected.has(id),
  }));
  const outputs = Object.entries(definition.ports.out).map(([id, port]) => ({
    id,
    type: port.type,
    label: port.title,
    optional: port.secondary,
  }));
  return { inputs, outputs };
}

/** Where a port stands on its card. */
export function portPoint(definition: CatalogueNode, side: 'in' | 'out', port: string): { x: number; y: number } {
  const names = Object.keys(definition.ports[side]);
  const index = Math.max(0, names.indexOf(port));
  return { x: side === 'in' ? 0 : cardWidth, y: names.length === 0 ? cardHeight / 2 : portOffset(index, names.length) };
}

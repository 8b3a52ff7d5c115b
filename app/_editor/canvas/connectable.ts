import type { GraphDoc, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { definitionOf, outputType } from './ports';
import { reach } from './wiring';

/** `node.port` of every port that a wire can be pulled to. */
export type Connectable = ReadonlySet<string>;

export const portKey = (node: string, port: string): string => `${node}.${port}`;

/**
 * The ports at which a wire pulled from `end` may land: inputs when it was pulled from an output, and the other way
 * round. Types fit, and nothing would wait for itself. One pass over the drawing, made once when a pull begins.
 */
export function connectable(doc: GraphDoc, end: WireEnd, side: 'in' | 'out'): Connectable {
  const found = new Set<string>();
  const closed = reach(doc, end.node, side === 'out' ? 'up' : 'down');
  const type = side === 'out' ? outputType(doc, end) : undefined;
  const wanted = side === 'in' ? (definitionOf(doc.nodes[end.node])?.ports.in[end.port]?.accepts ?? []) : [];
  for (const [id, node] of Object.entries(doc.nodes)) {
    const ports = closed.has(id) ? undefined : definitionOf(node)?.ports;
    if (!ports) continue;
    if (side === 'in') {
      for (const [name, port] of Object.entries(ports.out))
        if (wanted.includes(port.type)) found.add(portKey(id, name));
    } else if (type !== undefined) {
      for (const [name, port] of Object.entries(ports.in))
        if (port.accepts.includes(type)) found.add(portKey(id, name));
    }
  }
  return found;
}

import { type GraphDoc, groupsOf, type WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { definitionOf, titleOf } from '../canvas/ports';
import type { OutlineRow } from './outline-rows';

/** What a row says: its name, and what else is to be known of it. What a node does at the moment is said by the row. */
export interface RowWords {
  readonly title: string;
  readonly detail?: string;
  /** For screen readers, where the signs beside a title say what it is. */
  readonly spoken: string;
}

export function rowWords(doc: GraphDoc, row: OutlineRow): RowWords {
  switch (row.kind) {
    case 'group': {
      const group = groupsOf(doc)[row.id];
      const title = group?.title || 'Group';
      const detail = counted(group?.nodes.length ?? 0, 'node');
      return { title, detail, spoken: `${title}, group of ${detail}` };
    }
    case 'node': {
      const title = nodeTitle(doc, row.id);
      return { title, spoken: title };
    }
    case 'input': {
      const port = definitionOf(doc.nodes[row.end.node])?.ports.in[row.end.port];
      const title = port?.title ?? row.end.port;
      const detail = row.from ? `from ${endTitle(doc, row.from, 'out')}` : port?.required ? 'missing' : 'not connected';
      return { title, detail, spoken: `Input ${title}, ${detail}` };
    }
    case 'output': {
      const title = portTitle(doc, row.end, 'out');
      const readers = [...new Set(row.to.map((to) => nodeTitle(doc, to.node)))];
      const detail = readers.length > 0 ? `to ${readers.join(', ')}` : 'not connected';
      return { title, detail, spoken: `Output ${title}, ${detail}` };
    }
    case 'wire': {
      const title = `to ${nodeTitle(doc, row.wire.to.node)}`;
      const detail = portTitle(doc, row.wire.to, 'in');
      return { title, detail, spoken: `Wire ${title}, input ${detail}` };
    }
  }
}

export function nodeTitle({ nodes }: GraphDoc, id: string): string {
  const node = nodes[id];
  return node ? titleOf(node) : id;
}

export function portTitle({ nodes }: GraphDoc, { node, port }: WireEnd, side: 'in' | 'out'): string {
  return definitionOf(nodes[node])?.ports[side][port]?.title ?? port;
}

/** `Split`; the port is named where the node has others like it: `Validate, Failed rows`. */
export function endTitle(doc: GraphDoc, end: WireEnd, side: 'in' | 'out'): string {
  const ports = definitionOf(doc.nodes[end.node])?.ports;
  const alike =
    side === 'in'
      ? Object.keys(ports?.in ?? {})
      : Object.entries(ports?.out ?? {}).flatMap(([name, { secondary }]) => (secondary ? [] : [name]));
  const node = nodeTitle(doc, end.node);
  return alike.length === 1 && alike[0] === end.port ? node : `${node}, ${portTitle(doc, end, side)}`;
}

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

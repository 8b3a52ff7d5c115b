import { type GraphDoc, groupsOf, type Wire, type WireEnd, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { definitionOf } from '../canvas/ports';
import { readingOrder } from './reading-order';

/** Where a row stands in the tree, for the eye (`level`) and for screen readers. Counted from 1. */
interface Placed {
  readonly key: string;
  readonly level: number;
  readonly position: number;
  readonly of: number;
  /** Undefined where there is nothing to open. */
  readonly isOpen: boolean | undefined;
}

export type OutlineRow = Placed &
  (
    | { readonly kind: 'group'; readonly id: string }
    | { readonly kind: 'node'; readonly id: string }
    | { readonly kind: 'input'; readonly end: WireEnd; readonly from: WireEnd | undefined }
    | { readonly kind: 'output'; readonly end: WireEnd; readonly to: readonly WireEnd[] }
    | { readonly kind: 'wire'; readonly wire: Wire }
  );

export const nodeKey = (id: string): string => `node ${id}`;
export const groupKey = (id: string): string => `group ${id}`;
export const portKey = (side: 'in' | 'out', { node, port }: WireEnd): string => `${side} ${node}.${port}`;

/** Which rows are open: groups unless they were closed, all others when they were opened. */
export interface Folding {
  readonly opened: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
}

type Bare = OutlineRow extends infer Row
  ? Row extends OutlineRow
    ? Omit<Row, 'level' | 'position' | 'of'>
    : never
  : never;

/** The tree as the list of the rows that are in sight: groups, their nodes, the ports of those, what these feed. */
export function outlineRows(doc: GraphDoc, { opened, closed }: Folding): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const feeds = new Map<string, WireEnd>();
  const readers = new Map<string, WireEnd[]>();
  for (const { from, to } of doc.wires) {
    feeds.set(portKey('in', to), from);
    const key = portKey('out', from);
    readers.set(key, [...(readers.get(key) ?? []), to]);
  }

  const put = (level: number, siblings: readonly Bare[], inside: (row: Bare) => void) => {
    siblings.forEach((row, index) => {
      rows.push({ ...row, level, position: index + 1, of: siblings.length });
      if (row.isOpen) inside(row);
    });
  };

  const nodeRow = (id: string): Bare => ({
    kind: 'node',
    id,
    key: nodeKey(id),
    isOpen: hasPorts(doc, id) ? opened.has(nodeKey(id)) : undefined,
  });
  const ports = (id: string): Bare[] => {
    const definition = definitionOf(doc.nodes[id]);
    const ends = (side: 'in' | 'out') => Object.keys(definition?.ports[side] ?? {}).map((port) => ({ node: id, port }));
    return [
      ...ends('in').map((end): Bare => {
        const key = portKey('in', end);
        return { kind: 'input', end, key, from: feeds.get(key), isOpen: undefined };
      }),
      ...ends('out').map((end): Bare => {
        const key = portKey('out', end);
        const to = readers.get(key) ?? [];
        return { kind: 'output', end, key, to, isOpen: to.length > 0 ? opened.has(key) : undefined };
      }),
    ];
  };
  const putNodes = (level: number, siblings: readonly Bare[]) =>
    put(level, siblings, (row) => {
      if (row.kind === 'group') putNodes(level + 1, (members.get(row.id) ?? []).map(nodeRow));
      if (row.kind !== 'node') return;
      put(level + 1, ports(row.id), (port) => {
        if (port.kind === 'output')
          put(
            level + 2,
            port.to.map((to) => wireRow({ from: port.end, to })),
            () => undefined,
          );
      });
    });

  const groupOf = new Map(Object.entries(groupsOf(doc)).flatMap(([id, { nodes }]) => nodes.map((node) => [node, id])));
  const members = new Map<string, string[]>();
  const top: Bare[] = [];
  for (const id of readingOrder(doc)) {
    const group = groupOf.get(id);
    if (group === undefined) top.push(nodeRow(id));
    else if (members.has(group)) members.get(group)?.push(id);
    else {
      members.set(group, [id]);
      top.push({ kind: 'group', id: group, key: groupKey(group), isOpen: !closed.has(groupKey(group)) });
    }
  }
  putNodes(1, top);
  return rows;
}

const wireRow = (wire: Wire): Bare => ({ kind: 'wire', wire, key: `wire ${wireId(wire)}`, isOpen: undefined });

function hasPorts({ nodes }: GraphDoc, id: string): boolean {
  const ports = definitionOf(nodes[id])?.ports;
  return ports !== undefined && Object.keys(ports.in).length + Object.keys(ports.out).length > 0;
}

/** The node a row is about: its own, or the one whose port it is; undefined for groups. */
export function nodeOf(row: OutlineRow): string | undefined {
  switch (row.kind) {
    case 'group':
      return undefined;
    case 'node':
      return row.id;
    case 'input':
    case 'output':
      return row.end.node;
    case 'wire':
      return row.wire.from.node;
  }
}

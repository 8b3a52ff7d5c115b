import { GRAPH_FORMAT, type GraphDoc, type Wire } from '@/nodes/kernel/graph-doc/graph-doc';

export type DrawnNodes = Record<string, { type: string; config?: Record<string, unknown>; version?: number }>;

/** `a.table > b.table` or, for short, `a > b` between table ports. */
export function graph(nodes: DrawnNodes, wires: string[], more: Partial<GraphDoc> = {}): GraphDoc {
  const end = (text: string) => {
    const [node, port = 'table'] = text.trim().split('.');
    return { node: node!, port };
  };
  return {
    format: GRAPH_FORMAT,
    name: 'test',
    parameters: {},
    layout: {},
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, { version: 1, config: {}, ...node }])),
    wires: wires.map((wire): Wire => {
      const [from, to] = wire.split('>');
      return { from: end(from!), to: end(to!) };
    }),
    ...more,
  };
}

/** A source node of a file of its own. */
export const drawnSource = (name: string, key?: string): DrawnNodes[string] => ({
  type: 'source',
  config: {
    file: { hash: name.charCodeAt(0).toString(16).padStart(64, '0'), name: `${name}.csv` },
    ...(key === undefined ? {} : { key }),
  },
});

import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { Wire } from '@/nodes/kernel/graph-doc/graph-doc';

/** A node of a test's drawing, by its place. */
export const add = (id: string, type: string, x: number, y = 0, config: Record<string, unknown> = {}): Edit => ({
  kind: 'add-node',
  id,
  node: { type, version: 1, config },
  at: { x, y },
});

export const wire = (from: string, to: string, fromPort = 'table', toPort = 'table'): Wire => ({
  from: { node: from, port: fromPort },
  to: { node: to, port: toPort },
});

export const connect = (...ends: Parameters<typeof wire>): Edit => ({ kind: 'connect', wire: wire(...ends) });

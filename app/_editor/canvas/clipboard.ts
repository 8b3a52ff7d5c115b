import { z } from 'zod';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import {
  type GraphDoc,
  graphNodeSchema,
  type Position,
  positionSchema,
  wireSchema,
} from '@/nodes/kernel/graph-doc/graph-doc';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import { freeNodeId } from '../document/new-id';
import { snap } from './free-spot';

const clippingSchema = z.object({
  format: z.literal('sluice/nodes@1'),
  nodes: z.record(z.string(), graphNodeSchema),
  wires: z.array(wireSchema),
  layout: z.record(z.string(), positionSchema),
});

/** Nodes on their way between tabs, as text anybody can read. */
export type Clipping = z.infer<typeof clippingSchema>;

export function cut(doc: GraphDoc, ids: ReadonlySet<string>): Clipping {
  const kept = (record: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)));
  return {
    format: 'sluice/nodes@1',
    nodes: kept(doc.nodes) as Clipping['nodes'],
    wires: doc.wires.filter((wire) => ids.has(wire.from.node) && ids.has(wire.to.node)),
    layout: kept(doc.layout) as Clipping['layout'],
  };
}

/** Reads copied nodes, or a whole pipeline file; undefined for any other text. */
export function readClipping(text: string): Clipping | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = clippingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { doc } = parseGraphDoc(value);
  return doc && { format: 'sluice/nodes@1', nodes: doc.nodes, wires: doc.wires, layout: doc.layout };
}

export interface Pasted {
  readonly ids: readonly string[];
  readonly edits: Edit[];
}

/** Adds the nodes under ids of their own, shifted, with the wires among them. */
export function paste(doc: GraphDoc, clipping: Clipping, shift: Position): Pasted {
  const taken = new Set(Object.keys(doc.nodes));
  const names = new Map<string, string>();
  for (const [id, node] of Object.entries(clipping.nodes)) {
    const fresh = freeNodeId(node.type, taken);
    taken.add(fresh);
    names.set(id, fresh);
  }
  const nodes = Object.entries(clipping.nodes).map(([id, node]): Edit => {
    const at = clipping.layout[id] ?? { x: 0, y: 0 };
    return { kind: 'add-node', id: names.get(id)!, node, at: snap({ x: at.x + shift.x, y: at.y + shift.y }) };
  });
  const wires = clipping.wires.flatMap(({ from, to }): Edit[] => {
    const [source, target] = [names.get(from.node), names.get(to.node)];
    if (!source || !target) return [];
    return [{ kind: 'connect', wire: { from: { ...from, node: source }, to: { ...to, node: target } } }];
  });
  return { ids: [...names.values()], edits: [...nodes, ...wires] };
}

/** The shift that puts the middle of what is pasted at a point. */
export function shiftTo(clipping: Clipping, middle: Position): Position {
  const places = Object.values(clipping.layout);
  if (places.length === 0) return middle;
  const xs = places.map((place) => place.x);
  const ys = places.map((place) => place.y);
  return {
    x: middle.x - (Math.min(...xs) + Math.max(...xs) + 200) / 2,
    y: middle.y - (Math.min(...ys) + Math.max(...ys) + 72) / 2,
  };
}

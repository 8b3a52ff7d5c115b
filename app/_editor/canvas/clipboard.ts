import type { z } from 'zod';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { catalogue } from '@/nodes/catalogue.gen';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, groupsOf, type Position, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { freeNodeId } from '../document/new-id';
import { drawnSticky } from './drawn-ids';
import { snap } from './free-spot';
import { newGroupId } from './groups/group-edits';
import type { clippingSchema } from './read-clipping';
import { newStickyId, stickiesIn } from './stickies/sticky-edits';

/** Nodes, groups and notes on their way between tabs, as text anybody can read. */
export type Clipping = z.infer<typeof clippingSchema>;

/** What is selected, with the groups of which all nodes are, and the notes. */
export function cut(doc: GraphDoc, ids: ReadonlySet<string>): Clipping {
  const kept = (record: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)));
  const groups = Object.entries(groupsOf(doc)).filter(([, { nodes }]) => nodes.every((id) => ids.has(id)));
  const stickies = stickiesIn(doc, ids).map((id) => [id, stickiesOf(doc)[id]!] as const);
  return {
    format: 'sluice/nodes@1',
    nodes: kept(doc.nodes) as Clipping['nodes'],
    wires: doc.wires.filter((wire) => ids.has(wire.from.node) && ids.has(wire.to.node)),
    layout: kept(doc.layout) as Clipping['layout'],
    ...(groups.length > 0 ? { groups: Object.fromEntries(groups) } : {}),
    ...(stickies.length > 0 ? { stickies: Object.fromEntries(stickies) } : {}),
  };
}

/** What a text says it is: copied nodes, or a pipeline file. Undefined for any other text. */
export function formatOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const format = typeof value === 'object' && value !== null ? (value as { format?: unknown }).format : undefined;
    return typeof format === 'string' && /^sluice\/(nodes|graph)@/.test(format) ? format : undefined;
  } catch {
    return undefined;
  }
}

/** Types of nodes that this Sluice does not know: they are pasted all the same, and say so themselves. */
export const unknownTypes = ({ nodes }: Clipping): string[] =>
  [...new Set(Object.values(nodes).map(({ type }) => type))].filter((type) => !catalogue[type]).sort();

export interface Pasted {
  /** What to select: ids of nodes, and of notes as the canvas names them. */
  readonly ids: readonly string[];
  readonly edits: Edit[];
}

/** Adds nodes, groups and notes under ids of their own, shifted, with the wires among the nodes. */
export function paste(doc: GraphDoc, clipping: Clipping, shift: Position): Pasted {
  const taken = new Set(Object.keys(doc.nodes));
  const names = new Map<string, string>();
  for (const [id, node] of Object.entries(clipping.nodes)) {
    const fresh = freeNodeId(node.type, taken);
    taken.add(fresh);
    names.set(id, fresh);
  }
  const shifted = ({ x, y }: Position) => snap({ x: x + shift.x, y: y + shift.y });
  const nodes = Object.entries(clipping.nodes).map(([id, node]): Edit => {
    return { kind: 'add-node', id: names.get(id)!, node, at: shifted(clipping.layout[id] ?? { x: 0, y: 0 }) };
  });
  const wires = clipping.wires.flatMap(({ from, to }): Edit[] => {
    const [source, target] = [names.get(from.node), names.get(to.node)];
    if (!source || !target) return [];
    return [{ kind: 'connect', wire: { from: { ...from, node: source }, to: { ...to, node: target } } }];
  });
  const groups = Object.values(clipping.groups ?? {}).flatMap((group): Edit[] => {
    const members = group.nodes.flatMap((id) => names.get(id) ?? []);
    return members.length > 0 ? [{ kind: 'set-group', id: newGroupId(), set: { ...group, nodes: members } }] : [];
  });
  const stickies = Object.values(clipping.stickies ?? {}).map((sticky) => {
    const id = newStickyId();
    const edit: Edit = { kind: 'set-sticky', id, set: { ...sticky, at: shifted(sticky.at) } };
    return { id, edit };
  });
  return {
    ids: [...names.values(), ...stickies.map(({ id }) => drawnSticky(id))],
    edits: [...nodes, ...wires, ...groups, ...stickies.map(({ edit }) => edit)],
  };
}

/** The shift that puts the middle of what is pasted at a point. */
export function shiftTo(clipping: Clipping, middle: Position): Position {
  const boxes = [
    ...Object.values(clipping.layout).map(({ x, y }) => ({ x, y, width: cardWidth, height: cardHeight })),
    ...Object.values(clipping.stickies ?? {}).map(({ at, width, height }) => ({ ...at, width, height })),
  ];
  if (boxes.length === 0) return middle;
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: middle.x - (left + right) / 2, y: middle.y - (top + bottom) / 2 };
}

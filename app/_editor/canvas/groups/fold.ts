import { type GraphDoc, type Group, groupsOf, type Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { drawnGroup } from '../drawn-ids';

type Folds = ReadonlyMap<string, string>;
/** The parts of a document that a drawing is made of. */
export type Drawable = Pick<GraphDoc, 'nodes' | 'layout' | 'wires' | 'groups'>;

const noFolds: Folds = new Map();
const known = new WeakMap<object, Folds>();

/** The collapsed group that stands for a node, by node. */
export function foldsOf({ groups }: Pick<GraphDoc, 'groups'>): Folds {
  if (!groups) return noFolds;
  const before = known.get(groups);
  if (before) return before;
  const folds = new Map(
    Object.entries(groups).flatMap(([id, group]) =>
      group.collapsed ? group.nodes.map((node) => [node, id] as const) : [],
    ),
  );
  known.set(groups, folds);
  return folds;
}

const visible = new WeakMap<object, { nodes: object; wires: object; folds: Folds; shown: Drawable }>();

/** What is seen: without the nodes of collapsed groups, and without their wires. The same object as long as it may. */
export function unfolded<T extends Drawable>(doc: T): T | Drawable {
  const folds = foldsOf(doc);
  if (folds.size === 0) return doc;
  const before = visible.get(doc.layout);
  if (before?.nodes === doc.nodes && before.wires === doc.wires && before.folds === folds) return before.shown;
  const isSeen = (id: string) => !folds.has(id);
  const shown: Drawable = {
    nodes: Object.fromEntries(Object.entries(doc.nodes).filter(([id]) => isSeen(id))),
    layout: Object.fromEntries(Object.entries(doc.layout).filter(([id]) => isSeen(id))),
    wires: doc.wires.filter(({ from, to }) => isSeen(from.node) && isSeen(to.node)),
  };
  visible.set(doc.layout, { nodes: doc.nodes, wires: doc.wires, folds, shown });
  return shown;
}

type Moves = Readonly<Record<string, Position>>;

/** Where the card of a collapsed group stands: in the upper left corner of its nodes. */
export function cornerOf({ layout }: Pick<GraphDoc, 'layout'>, { nodes }: Group, moving: Moves = {}): Position {
  const places = nodes.flatMap((id) => moving[id] ?? layout[id] ?? []);
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}

/** Places of cards and of collapsed groups, for whoever looks for the next one. */
export function placesOf(doc: GraphDoc): Readonly<Record<string, Position>> {
  const folds = foldsOf(doc);
  if (folds.size === 0) return doc.layout;
  const collapsed = Object.entries(groupsOf(doc)).filter(([, group]) => group.collapsed);
  return {
    ...unfolded(doc).layout,
    ...Object.fromEntries(collapsed.map(([id, group]) => [drawnGroup(id), cornerOf(doc, group)])),
  };
}

import { type GraphDoc, type Group, groupsOf, type Position, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { drawnGroup, drawnSticky } from '../drawn-ids';

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

/** Where the card of a collapsed group stands: where its leftmost node does, which nobody else stands at. */
export function cornerOf({ layout }: Pick<GraphDoc, 'layout'>, { nodes }: Group, moving: Moves = {}): Position {
  const places = nodes.flatMap((id) => moving[id] ?? layout[id] ?? []);
  const [first = { x: 0, y: 0 }] = places;
  return places.reduce((best, at) => (at.x < best.x || (at.x === best.x && at.y < best.y) ? at : best), first);
}

/** Places of the cards of collapsed groups, by their names on the canvas. */
export const collapsedPlaces = (doc: GraphDoc): Readonly<Record<string, Position>> =>
  Object.fromEntries(
    Object.entries(groupsOf(doc)).flatMap(([id, group]) =>
      group.collapsed ? [[drawnGroup(id), cornerOf(doc, group)] as const] : [],
    ),
  );

/** Places of all that is drawn, by its name on the canvas: cards, collapsed groups, notes. */
export function placesOf(doc: GraphDoc): Readonly<Record<string, Position>> {
  if (!doc.groups && !doc.stickies) return doc.layout;
  const stickies = Object.entries(stickiesOf(doc)).map(([id, { at }]) => [drawnSticky(id), at] as const);
  return { ...unfolded(doc).layout, ...collapsedPlaces(doc), ...Object.fromEntries(stickies) };
}
